import { describe, expect, it } from 'vitest';
import { eventsOf, message, readText, readWith, resultsOf } from './testing-read';

const glucose = (obx: string, obr = 'OBR|1||S1|GLU') => message('ORU^R01', obr, obx);
const obx = (rest: string) => glucose(`OBX|1|${rest}`);
const only = (text: string) => resultsOf(readText(text))[0];

describe('what an OBX says', () => {
  it.each([
    ['a number with blanks', 'NM|GLU||  5.1 |mmol/L|||||F', '5.1'],
    ['a number with a plus', 'NM|GLU||+5.1||||||F', '5.1'],
    ['a negative number', 'NM|GLU||-5.1||||||F', '-5.1'],
    ['a bound', 'NM|GLU||<0.01||||||F', '<0.01'],
    ['a structured bound', 'SN|GLU||<^0.01||||||F', '<0.01'],
    ['a structured bound with blanks', 'SN|GLU||>= ^ 1000||||||F', '>=1000'],
    ['a structured number', 'SN|GLU||=^4.2||||||F', '4.2'],
    ['a titre', 'SN|GLU||^1^:^128||||||F', '1:128'],
    ['a range', 'SN|GLU||^2^-^4||||||F', '2-4'],
    ['crosses', 'SN|GLU||^3^+||||||F', '3+'],
    ['a code in words', 'CWE|GLU||260373001^Detected^SCT||||||F', 'Detected'],
    ['a code with its original words alone', 'CWE|GLU||1^^L^^^^^^Seen||||||F', 'Seen'],
    ['a code without words', 'CE|GLU||POS||||||F', 'POS'],
    ['text with separators', 'ST|GLU||a\\T\\b \\F\\ c\\S\\d||||||F', 'a&b | c^d'],
    ['lines of text', 'FT|GLU||one\\.br\\two~three||||||F', 'one\ntwo\nthree'],
    ['several values', 'ST|GLU||A~B||||||F', 'A; B'],
    ['text without a type', '|GLU||seen||||||F', 'seen'],
    ['a date', 'DT|GLU||20260304||||||F', '20260304'],
  ])('reads %s', (_, rest, value) => {
    expect(only(obx(rest))).toMatchObject({ value, status: 'final' });
  });

  it('takes the code of a coded value where the table asks for it', () => {
    const text = obx('CWE|GLU||260373001^Detected^SCT||||||F');
    expect(resultsOf(readWith(text, { codedValue: 'code' }))[0]?.value).toBe('260373001');
  });

  it.each([
    ['F', 'final'],
    ['C', 'corrected'],
    ['P', 'preliminary'],
    ['S', 'preliminary'],
    ['R', 'preliminary'],
    ['X', 'cancelled'],
    ['D', 'cancelled'],
    ['W', 'cancelled'],
    ['f', 'final'],
  ])('takes status %s as %s', (status, expected) => {
    expect(only(obx(`NM|GLU||5||||||${status}`))?.status).toBe(expected);
  });

  it('takes a status it does not know, or that is missing, as preliminary', () => {
    for (const status of ['', 'Q']) {
      const read = readText(obx(`NM|GLU||5||||||${status}`));
      expect(resultsOf(read)[0]?.status).toBe('preliminary');
      expect(eventsOf(read, 'specimen.resulted')[0]?.tests[0]?.complete).toBe(false);
      expect(read.remarks).toHaveLength(1);
    }
    const own = { resultStatuses: { Q: 'final' as const } };
    expect(resultsOf(readWith(obx('NM|GLU||5||||||Q'), own))[0]?.status).toBe('final');
  });

  it('keeps every flag, and translates those that the table names', () => {
    const text = obx('NM|GLU||5|||HH~A^Abnormal~zz|||F');
    expect(only(text)?.flags).toEqual(['HH', 'A', 'ZZ']);
    expect(resultsOf(readText(text, { flags: { zz: 'L', A: null } }))[0]?.flags).toEqual([
      'HH',
      'L',
    ]);
  });

  it('takes unit, range and notes, and translates units', () => {
    const text = glucose(
      'OBX|1|NM|GLU||5|mmol/l^x|3.9-5.6||||F\rNTE|1||Checked~twice\rNTE|2||by B',
    );
    expect(only(text)).toMatchObject({
      unit: 'mmol/l',
      referenceRange: '3.9-5.6',
      comment: 'Checked\ntwice\nby B',
    });
    expect(resultsOf(readText(text, { units: { 'mmol/l': 'mmol/L' } }))[0]?.unit).toBe('mmol/L');
  });

  it('takes its time from OBX-19, else from MSH-7, and from OBX-14 only if told to', () => {
    const text = obx('NM|GLU||5||||||F|||20260304080000');
    expect(only(text)?.observedAt).toEqual(new Date('2026-03-04T09:15:30Z'));
    expect(only(`${text}|||||20260304093000+0000`)?.observedAt).toEqual(
      new Date('2026-03-04T09:30:00Z'),
    );
    const told = readWith(text, { resultTime: ['OBX-19', 'OBX-14'] });
    expect(resultsOf(told)[0]?.observedAt).toEqual(new Date('2026-03-04T07:00:00Z'));
  });

  it('reads times of the device’s zone', () => {
    const text = obx('NM|GLU||5||||||F||||||||20260304093000');
    const read = readText(text, { timeZone: 'America/New_York' });
    expect(resultsOf(read)[0]?.observedAt).toEqual(new Date('2026-03-04T14:30:00Z'));
  });

  it('refuses a time that is none, naming where it stands', () => {
    expect(() => readText(obx('NM|GLU||5||||||F||||||||2026-03-04'))).toThrow(
      /^OBX-19 \(line 3\): “2026-03-04” is no time/,
    );
  });

  it('refuses a result of nothing', () => {
    expect(() => readText(obx('NM|||5||||||F'))).toThrow(
      'Line 3: a result names no analyte (OBX-3).',
    );
  });
});

describe('when a test is complete', () => {
  const complete = (...statuses: string[]) => {
    const lines = statuses.map((status, nth) => {
      const [code = '', value = '5', type = 'NM'] = status.split(' ');
      return `OBX|${nth}|${type}|A${nth}||${value === '-' ? '' : value}||||||${code}`;
    });
    const read = readText(message('ORU^R01', 'OBR|1||S1|GLU||||||||||||||||||||||F', ...lines));
    return eventsOf(read, 'specimen.resulted')[0]?.tests[0]?.complete;
  };

  it.each([
    [['F'], true],
    [['F', 'C'], true],
    [['F', 'P'], false],
    [['F', 'I -'], false],
    [['F', 'P -'], false],
    // It will never come, so it is not waited for.
    [['F', 'X -'], true],
    [['X -'], false],
    [['P', 'P'], false],
    // An image is no result.
    [['F', 'P ^IM ED'], true],
  ])('says of %j %s, whatever OBR-25 says', (statuses, expected) => {
    expect(complete(...statuses)).toBe(expected);
  });

  it('does not wait for what the table leaves out', () => {
    const text = message(
      'ORU^R01',
      'OBR|1||S1|GLU',
      'OBX|1|NM|A||5||||||F',
      'OBX|2|NM|B||5||||||P',
    );
    const [event] = eventsOf(readText(text, { analytes: { B: null } }), 'specimen.resulted');
    expect(event?.tests).toMatchObject([{ complete: true, results: [{ analyte: { code: 'A' } }] }]);
  });

  it('says nothing of a test that has no result yet', () => {
    const read = readText(message('ORU^R01', 'OBR|1||S1|GLU', 'OBX|1|NM|A||||||||I'));
    expect(read.events).toEqual([]);
  });
});

describe('which specimen and test are meant', () => {
  const specimenOf = (read: ReturnType<typeof readText>) =>
    eventsOf(read, 'specimen.resulted')[0]?.specimen;
  const withSpm = (spm: string) =>
    message('ORU^R01', 'OBR|1|PL-1|FI-1|GLU', 'OBX|1|NM|A||5||||||F', `SPM|1|${spm}`, 'SAC|||C-1');

  it.each([
    ['^F-1&FILLER', { number: 'F-1', alternatives: ['C-1', 'FI-1', 'PL-1'] }],
    ['P-1&PLACER^F-1', { number: 'F-1', alternatives: ['P-1', 'C-1', 'FI-1', 'PL-1'] }],
    ['P-1', { number: 'P-1', alternatives: ['C-1', 'FI-1', 'PL-1'] }],
    ['', { number: 'C-1', alternatives: ['FI-1', 'PL-1'] }],
    ['""', { number: 'C-1', alternatives: ['FI-1', 'PL-1'] }],
  ])('takes SPM-2 %s by its order', (spm, expected) => {
    expect(specimenOf(readText(withSpm(spm)))).toEqual(expected);
  });

  it('falls back to the order’s own numbers, filler first', () => {
    const of = (obr: string) =>
      specimenOf(readText(message('ORU^R01', obr, 'OBX|1|NM|A||5||||||F')));
    expect(of('OBR|1|PL-1|FI-1^LAB|GLU')).toEqual({ number: 'FI-1', alternatives: ['PL-1'] });
    expect(of('OBR|1|PL-1^HIS||GLU')).toEqual({ number: 'PL-1', alternatives: [] });
  });

  it('applies the label rule to each of them', () => {
    const label = { pattern: null, suffixes: ['-01'] };
    expect(specimenOf(readText(withSpm('P-1-01^F-1-01'), { label }))?.number).toBe('F-1');
  });

  it('passes over what can be no number, and refuses where nothing else is named', () => {
    const read = readText(withSpm('two words'));
    expect(specimenOf(read)?.number).toBe('C-1');
    expect(read.remarks).toEqual([
      'SPM-2.1 (line 4): “two words” is no specimen number; C-1 was taken.',
    ]);
    expect(() =>
      readText(message('ORU^R01', 'OBR|1||two words|GLU', 'OBX|1|NM|A||5||||||F')),
    ).toThrow(/^OBR-3.1 \(line 2\): “two words” is no specimen number/);
    expect(() => readText(message('ORU^R01', 'OBR|1|||GLU', 'OBX|1|NM|A||5||||||F'))).toThrow(
      /^The results of line 2 \(OBR\) name no specimen/,
    );
  });

  it('takes a place of the maker’s own', () => {
    const text = message('ORU^R01', 'ZSP|1|x^T-9', 'OBR|1||FI-1|GLU', 'OBX|1|NM|A||5||||||F');
    expect(specimenOf(readWith(text, { specimen: ['ZSP-2.2'] }))).toEqual({
      number: 'T-9',
      alternatives: [],
    });
  });

  it('names test and analyte by code and other code, or as the table translates them', () => {
    const text = message(
      'ORU^R01',
      'OBR|1||S1|2345-7^Glucose^LN^GLU',
      'OBX|1|NM|G^x^L^1558-6||5||||||F',
    );
    const plain = eventsOf(readText(text), 'specimen.resulted')[0]?.tests[0];
    expect(plain?.assay).toEqual({ code: '2345-7', alternatives: ['GLU'] });
    expect(plain?.results[0]?.analyte).toEqual({ code: 'G', alternatives: ['1558-6'] });
    const ours = readText(text, { assays: { GLU: 'Glucose' }, analytes: { G: 'GLUC' } });
    const test = eventsOf(ours, 'specimen.resulted')[0]?.tests[0];
    expect(test?.assay).toEqual({ code: 'Glucose', alternatives: [] });
    expect(test?.results[0]?.analyte).toEqual({ code: 'GLUC', alternatives: [] });
    expect(readText(text, { assays: { GLU: null } }).events).toEqual([]);
  });

  it('leaves the test open where none is named', () => {
    const read = readText(message('ORU^R01', 'OBR|1||S1', 'OBX|1|NM|A||5||||||F'));
    expect(eventsOf(read, 'specimen.resulted')[0]?.tests[0]?.assay).toBeNull();
  });

  it('is not led astray by codes that are words of the language', () => {
    const text = message(
      'ORU^R01',
      'OBR|1||S1|constructor',
      'OBX|1|NM|__proto__||5|toString|||||F',
    );
    expect(resultsOf(readText(text))[0]).toMatchObject({
      analyte: { code: '__proto__' },
      unit: 'toString',
    });
  });
});

describe('specimens before and behind their tests', () => {
  it('gives each test of an OUL to the specimen before it', () => {
    const read = readText(
      message(
        'OUL^R22',
        'SPM|1|S1',
        'OBR|1|||A',
        'OBX|1|NM|A||1||||||F',
        'OBR|2|||B',
        'OBX|1|NM|B||2||||||F',
        'SPM|2|S2',
        'OBR|1|||A',
        'OBX|1|NM|A||3||||||F',
      ),
    );
    const told = eventsOf(read, 'specimen.resulted').map(({ specimen, tests }) => [
      specimen.number,
      ...tests.map(({ assay, results }) => `${assay?.code} ${results[0]?.value}`),
    ]);
    expect(told).toEqual([
      ['S1', 'A 1', 'B 2'],
      ['S2', 'A 3'],
    ]);
  });

  it('gives an observation before any specimen to none', () => {
    const read = readText(
      message(
        'OUL^R22',
        'OBR|1|||X',
        'OBX|1|NM|X||1||||||F',
        'SPM|1|S1',
        'OBR|1|||A',
        'OBX|1|NM|A||1||||||F',
      ),
    );
    expect(resultsOf(read).map(({ analyte }) => analyte.code)).toEqual(['A']);
    expect(read.remarks).toEqual(['Line 3 (OBX) stands before any specimen: it is no result.']);
  });

  it('tells what is observed of the specimen from what is of the test', () => {
    const behind = ['OBR|1|||A', 'OBX|1|NM|A||1||||||F', 'SPM|1|S1', 'OBX|2|ST|VOL||low||||||F'];
    expect(resultsOf(readText(message('ORU^R01', ...behind)))).toHaveLength(1);
    // Where nothing went before the specimen, the results stand behind it.
    const first = ['OBR|1|||A', 'SPM|1|S1', 'OBX|1|NM|A||1||||||F', 'OBX|2|NM|B||1||||||F'];
    expect(resultsOf(readText(message('ORU^R01', ...first)))).toHaveLength(2);
  });

  it('says of the tube what SPM says, else the OBR, else nothing', () => {
    const facts = (...segments: string[]) =>
      eventsOf(readText(message('ORU^R01', ...segments)), 'specimen.facts')[0]?.facts;
    expect(facts('OBR|1||S1|A|||20260304080000|||||||20260304083000|SER')).toEqual({
      type: 'SER',
      collectedAt: new Date('2026-03-04T07:00:00Z'),
      receivedAt: new Date('2026-03-04T07:30:00Z'),
      rejection: null,
      parents: [],
    });
    const obr = 'OBR|1||S1|A|||20260304080000';
    expect(facts(obr, 'SPM|1|||BLD^Blood|||||||||||||20260304070000^20260304070500')).toMatchObject(
      {
        type: 'Blood',
        collectedAt: new Date('2026-03-04T06:00:00Z'),
      },
    );
    expect(facts('OBR|1||S1|A')).toBeUndefined();
    expect(facts('OBR|1||S1|A|||00000000000000')).toBeUndefined();
  });

  it('takes a day as its midnight and says so, and no mere month', () => {
    const day = readText(message('ORU^R01', 'OBR|1||S1|A|||20260304'));
    expect(eventsOf(day, 'specimen.facts')[0]?.facts.collectedAt).toEqual(
      new Date('2026-03-03T23:00:00Z'),
    );
    expect(day.remarks).toEqual(['OBR-7 (line 2) names a day without an hour.']);
    const month = readText(message('ORU^R01', 'OBR|1||S1|A|||202603'));
    expect(month.events).toEqual([]);
    expect(month.remarks).toEqual(['OBR-7 (line 2) names no day and was not taken.']);
  });

  it('proposes a rejection, and knows what a pool was made from', () => {
    const spm = (role: string, rest = '') => `SPM|1|S1|^A-1~^A-2~B-1|||||||${role}${rest}`;
    const facts = (line: string, change = {}) =>
      eventsOf(readText(message('OUL^R22', line), change), 'specimen.facts')[0]?.facts;
    expect(facts(spm('|L^Pool'))?.parents).toEqual(['A-1', 'A-2', 'B-1']);
    expect(facts(spm('|G'))?.parents).toEqual(['A-1', 'A-2', 'B-1']);
    expect(facts(spm('|P'))?.parents).toEqual(['A-1']);
    const rejected = spm('|P', '||||||||||RC^Clotting^HL70490');
    expect(facts(rejected)?.rejection).toBe('RC');
    expect(facts(rejected, { rejections: { RC: 'CLOT' } })?.rejection).toBe('CLOT');
  });
});

describe('what is not a patient’s', () => {
  it.each(['Q', 'C', 'E', 'V', 'B', 'F', 'O', 'R'])(
    'makes an event of the device of role %s',
    (role) => {
      const read = readText(
        message(
          'OUL^R22',
          `SPM|1|no number|||||||||${role}^x`,
          'OBR|1|||GLU',
          'OBX|1|NM|||5|||H~B|||?',
        ),
      );
      expect(read.events).toEqual([
        {
          kind: 'device.event',
          event: 'quality_control',
          severity: null,
          specimen: 'no number',
          text: expect.stringContaining('no number · GLU'),
          data: {
            role,
            assay: 'GLU',
            results: [
              {
                analyte: null,
                value: '5',
                unit: null,
                reference_range: null,
                flags: ['H', 'B'],
                status: '?',
              },
            ],
          },
          at: new Date('2026-03-04T09:15:30Z'),
        },
      ]);
    },
  );

  it.each(['P', 'L', 'G', ''])('but takes role “%s” as a patient’s', (role) => {
    const read = readText(
      message('OUL^R22', `SPM|1|S1|||||||||${role}`, 'OBR|1|||A', 'OBX|1|NM|A||5||||||F'),
    );
    expect(resultsOf(read)).toHaveLength(1);
  });

  it('is never refused, whatever is wrong in it', () => {
    const read = readText(
      message('ORU^R01', 'OBR|1|||A', 'OBX|1|NM|A||5||||||F||||||||nonsense', 'SPM|1||||||||||Q'),
    );
    expect(eventsOf(read, 'device.event')).toHaveLength(1);
    expect(read.remarks[0]).toMatch(/^OBX-19 \(line 3\): “nonsense” is no time/);
  });
});

it.each(['ORU^R01', 'OUL^R22', 'OML^O21', 'ORM^O01'])(
  'an %s of which nothing stands behind its MSH is refused: its line ends are others',
  (type) => {
    const one = message(type, 'PID|1||1', 'OBR|1||S1|GLU', 'OBX|1|NM|GLU||5||||||F');
    expect(() => readText(one.replaceAll('\r', '\\r'))).toThrow(/carriage return/);
    expect(() => readText(message(type, 'PID|1||1'))).toThrow(/it says nothing/);
  },
);
