import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskRaw, rawText } from './mask-raw';

const bytes = (text: string) => new TextEncoder().encode(text);
const hl7 = (...lines: string[]) => maskRaw('hl7', bytes(lines.join('\r'))).split('\n');
const astm = (...lines: string[]) => maskRaw('astm', bytes(lines.join('\r'))).split('\n');

describe('HL7 as it is shown', () => {
  it('masks what is of a patient, and comments of it', () => {
    expect(
      hl7(
        'MSH|^~\\&|LAB|X||Y|20260301||ORU^R01|1|P|2.5',
        'PID|1||4711^^^KH^PI||Muster^Erika^^||19700101|F',
        'NTE|1||prefers mornings',
        'PD1||||doctor',
        'NK1|1|Muster^Max',
        'GT1|1|Muster',
        'IN1|1|AOK',
        'PV1|1|I|W1^12',
        'ZPX|Muster',
        'SPM|1|^S-1',
        'OBR|1||S-1|GLU^Glucose|||||||||pregnant since March||serum',
        'NTE|1||haemolytic',
        'OBX|1|NM|GLU||5.1|mmol/L|||||F',
      ),
    ).toEqual([
      'MSH|^~\\&|LAB|X||Y|20260301||ORU^R01|1|P|2.5',
      'PID|•••||•••^^^•••^•••||•••^•••^^||•••|•••',
      'NTE|•••||•••',
      'PD1||||•••',
      'NK1|•••|•••^•••',
      'GT1|•••|•••',
      'IN1|•••|•••',
      'PV1|•••|•••|•••^•••',
      'ZPX|•••',
      'SPM|1|^S-1',
      'OBR|1||S-1|GLU^Glucose|||||||||•••||serum',
      'NTE|1||haemolytic',
      'OBX|1|NM|GLU||5.1|mmol/L|||||F',
    ]);
  });

  it('masks relevant clinical information, OBR-13', () => {
    const fields = ['OBR', ...Array.from({ length: 20 }, (_, index) => `f${index + 1}`)];
    const [, line = ''] = hl7('MSH|^~\\&|', fields.join('|'));
    expect(line.split('|').filter((field) => field === '•••')).toHaveLength(1);
    expect(line.split('|')[13]).toBe('•••');
  });

  it('masks lines that begin nothing as what they go on with, and everything without a header', () => {
    expect(hl7('MSH|^~\\&|LAB', 'PID|1||7', 'Erika of Ward 3')).toEqual([
      'MSH|^~\\&|LAB',
      'PID|•••||•••',
      '•••',
    ]);
    expect(maskRaw('hl7', bytes('PID|1||4711||Muster'))).toBe('•••');
  });

  it('shows frames and line ends of any kind, and masks with any separators', () => {
    expect(maskRaw('hl7', bytes('\u000bMSH#*~\\&#L\r\nPID#1##M*E\r\n\u001c\r'))).toBe(
      '␋MSH#*~\\&#L\nPID#•••##•••*•••\n␜\n',
    );
  });

  it('masks bytes of any encoding', () => {
    const latin1 = Buffer.from('MSH|^~\\&|L\rPID|1||M\u00fcller', 'latin1');
    expect(maskRaw('hl7', latin1)).toBe('MSH|^~\\&|L\nPID|•••||•••');
    expect(rawText(latin1)).toBe('MSH|^~\\&|L\nPID|1||Müller');
  });
});

describe('ASTM as it is shown', () => {
  it('masks patients, their comments, and what asks for them', () => {
    expect(
      astm(
        'H|\\^&|||Analyser',
        'P|1||4711||Muster^Erika',
        'C|1|I|difficult patient',
        'Q|1|4711^S-1',
        'O|1|S-1||^^^GLU',
        'R|1|^^^GLU|5.1|mmol/L||N||F',
        'C|1|I|diluted',
        'L|1|N',
      ),
    ).toEqual([
      'H|\\^&|||Analyser',
      'P|•••||•••||•••^•••',
      'C|•••|•••|•••',
      'Q|•••|•••^•••',
      'O|1|S-1||^^^GLU',
      'R|1|^^^GLU|5.1|mmol/L||N||F',
      'C|1|I|diluted',
      'L|1|N',
    ]);
  });

  it('masks a patient whose record runs over frames', () => {
    const sent =
      '\u0005\u00021H|\\^&|||A\r\u0003A1\r\n\u00022P|1||4711||Mus\u0017B2\r\n\u00023ter^Erika\rR|1|^^^GLU|5.1\r\u0003C3\r\n\u0004';
    const shown = maskRaw('astm', bytes(sent));
    expect(shown).not.toMatch(/4711|Mus|ter|Erika/);
    expect(shown).toContain(
      '␂1H|\\^&|||A\n␃A1\n␂2P|•••||•••||•••␗B2\n␂3•••^•••\nR|1|^^^GLU|5.1\n␃C3',
    );
  });

  it('masks everything without a header', () => {
    expect(maskRaw('astm', bytes('P|1||4711'))).toBe('•••');
  });
});

describe('JSON as it is shown', () => {
  const event = {
    type: 'specimen.resulted',
    time: '2026-03-01T08:30:00Z',
    data: { specimen_id: 'S-1', results: [{ analyte: 'GLU', value: '5.1', comment: 'diluted' }] },
  };
  const shown = (value: unknown): unknown =>
    JSON.parse(maskRaw('json', bytes(JSON.stringify(value))));

  it('is all there where it is as it should be', () => expect(shown([event])).toEqual([event]));

  it('masks whatever is not of an event, where something is', () => {
    expect(shown([{ ...event, name: 'Erika', ward: { code: 'W1', beds: [1, null] } }])).toEqual([
      {
        type: 'specimen.resulted',
        time: '2026-03-01T08:30:00Z',
        data: { specimen_id: 'S-1', results: [{ analyte: 'GLU', value: '5.1', '•••': '•••' }] },
        '•••': { code: '•••', '•••': ['•••', null] },
      },
    ]);
  });

  it('masks text where others are held, and what is no code or value', () => {
    const pid = 'PID|1||4711||Erika';
    expect(shown({ type: 'hl7', data: pid })).toEqual({ type: 'hl7', data: '•••' });
    expect(shown([pid, 'Erika'])).toEqual(['•••', '•••']);
    const data = { specimen_id: pid, results: ['Erika', { analyte: 'GLU', flags: ['H'] }] };
    expect(shown({ type: 'x', data })).toEqual({
      type: 'x',
      data: { specimen_id: '•••', results: ['•••', { analyte: 'GLU', flags: ['H'] }] },
    });
  });

  it('masks what is no JSON, and a value by itself', () => {
    expect(maskRaw('json', bytes('{"patient": "Erika'))).not.toContain('Erika');
    expect(maskRaw('json', bytes('"Erika"'))).toBe('"•••"');
  });
});

it.each(['\\r', '\\n', ' ', '\u2028', '\u0085', '\u001e', '\u000b', '<CR>'])(
  'masks a patient behind %j, which ends no line',
  (end) => {
    const hl7 = ['MSH|^~\\&|LAB', 'PID|1||4711||Erika', 'OBR|1||S-1'].join(end);
    expect(maskRaw('hl7', bytes(hl7))).toMatch(/^MSH\|\^~\\&\|LAB/);
    expect(maskRaw('hl7', bytes(hl7))).not.toMatch(/4711|Erika/);
    const astm = ['H|\\^&|||A', 'P|1||4711||Erika', 'O|1|S-1'].join(end);
    expect(maskRaw('astm', bytes(astm))).not.toMatch(/4711|Erika/);
  },
);

it('never shows a word of a patient, wherever it stands, nor fails on any bytes', () => {
  const word = fc.constantFrom('Erika', '4711', 'Müller');
  const line = fc.tuple(
    fc.constantFrom('PID', 'NK1', 'ZZZ', 'P', 'Q', 'S', '', 'erika', 'PID1234'),
    fc.array(word, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('|', '^', '~', '|\\', '\n'),
    fc.constantFrom('\r', '\n', '\r\n', '\u0017AA\r\n\u00021', '\u0003AA\r\n\u00022'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('hl7', 'astm'),
      fc.array(line, { minLength: 1, maxLength: 8 }),
      (format, lines) => {
        const header = format === 'hl7' ? 'MSH|^~\\&|LAB\r' : '\u00021H|\\^&|||A\r';
        const text = lines.map(([type, words, join, end]) => `${type}|${words.join(join)}${end}`);
        const masked = maskRaw(format, bytes(header + text.join('')));
        expect(masked).not.toMatch(/Erika|4711|Müller|ller/);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('json', 'hl7', 'astm'),
      fc.uint8Array({ maxLength: 300 }),
      (format, any) => typeof maskRaw(format, any) === 'string',
    ),
  );
});
