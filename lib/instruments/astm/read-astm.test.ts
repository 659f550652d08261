import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InstrumentEvent, UnreadableMessage } from '../event';
import { intoFrames } from './into-frames';
import {
  read,
  readText,
  sample,
  refusal,
  named,
  coded,
  utc,
  HEADER,
  END,
  order,
  value,
  result,
} from './testing-astm';
import { escapeText, writeRecord } from './write-record';

describe('how messages are written', () => {
  const body = [HEADER, order('S-1', '^^^A'), value('^^^A', '1'), END];

  test.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['empty lines between', '\r\n\r\n'],
  ])('records ended by %s', (_, end) => {
    expect(read(Buffer.from(body.join(end) + end))).toEqual(readText(body));
    expect(read(Buffer.from(body.join(end)))).toEqual(readText(body));
  });

  test('a byte-order mark, the talk of a line, and padding are nothing', () => {
    const text = `\u0000\u0005\u0006${body.join('\r')}\r\u0004\u0000\u0000`;
    expect(read(Buffer.from(text))).toEqual(readText(body));
    expect(read(Buffer.from(`\ufeff${body.join('\r')}`))).toEqual(readText(body));
  });

  test('several messages in one body, each with its time', () => {
    const { events, controlId } = read(sample('two messages, records ended by LF'));
    expect(controlId).toBe('A1');
    expect(events).toMatchObject([
      { specimen: named('S-2007'), tests: [{ results: [{ value: '0.31' }] }] },
      { specimen: named('S-2008'), tests: [{ results: [{ value: '4.8', flags: ['H'] }] }] },
    ]);
  });

  test('a missing L is remarked', () => {
    const { events, remarks } = read(sample('records ended by CR LF, and no L'));
    expect(events).toMatchObject([{ specimen: named('S-2009') }]);
    expect(remarks).toEqual(['A message ends without its L record.']);
  });

  test('delimiters are those of the header', () => {
    const { events } = read(sample('other delimiters'));
    expect(events).toMatchObject([
      {
        specimen: named('S-2010'),
        tests: [
          { assay: coded('VITD'), results: [{ referenceRange: '30-100' }] },
          { assay: coded('PTH'), results: [{ comment: '50*25 ! diluted' }] },
        ],
      },
    ]);
  });

  test('escapes stand for delimiters and bytes; an ampersand alone for itself', () => {
    const { events } = read(
      sample('escapes: delimiters, bytes, highlighting, and an ampersand that is none'),
    );
    expect(events).toMatchObject([
      {
        tests: [
          {
            results: [{ value: 'Blasts & bands ^ 3 \\ 4 | 5', comment: 'A & B, see \n slide ä' }],
          },
        ],
      },
    ]);
  });

  test('Latin-1 is read where it is not UTF-8', () => {
    const { events, kind } = read(sample('Latin-1'));
    expect(kind).toBe('Blutgas München');
    expect(events).toMatchObject([{ tests: [{ results: [{ comment: 'Prüfen: 5 µl' }] }] }]);
  });

  test('a text broken over lines is one', () => {
    const { events, remarks } = read(sample('a long comment broken over lines'));
    expect(events).toMatchObject([
      { tests: [{ results: [{ comment: 'First line\nsecond line, with more to say\nthird' }] }] },
    ]);
    expect(remarks).toEqual([
      'A line after record 5 begins no record; it was taken as part of it.',
    ]);
  });

  test.each<[string, string, string, string]>([
    ['nothing', '', 'malformed', 'There is no record in it.'],
    ['no header', 'P|1\rO|1\r', 'malformed', 'Record 1 must be a header'],
    ['a header without delimiters', 'H|\\\r', 'malformed', 'Record 1 must be a header'],
    ['twice the same delimiter', 'H|\\\\&\r', 'malformed', 'Record 1 must be a header'],
    ['a header among others that is none', 'H|\\^&\rH|oops\r', 'malformed', 'Record 2 must be'],
    ['records after L', 'H|\\^&\rL|1\rP|1\r', 'malformed', 'Record 3 stands after L'],
    ['a message broken off', 'H|\\^&\rP|1\rL|1|T\r', 'incomplete', 'L-3 of record 3 is T'],
  ])('%s is refused', (_, text, code, said) => {
    const refused = refusal(() => read(Buffer.from(text)));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
  });
});

describe('in frames', () => {
  const records = [HEADER, order('S-1', '^^^A', { 12: 'N' }), END];

  test('good ones say what bare ones do, also continued', () => {
    expect(read(intoFrames(records))).toEqual(readText(records));
    expect(read(intoFrames(records, 7))).toEqual(readText(records));
  });

  test('a bad checksum is refused, naming the frame', () => {
    const framed = Buffer.from(intoFrames(records)).toString('latin1');
    const refused = refusal(() => read(Buffer.from(framed.replace('S-1', 'S-2'), 'latin1')));
    expect(refused.code).toBe('bad_checksum');
    expect(refused.message).toMatch(
      /^Frame 2 of the body: the checksum sent is [0-9A-F]{2}, its bytes make [0-9A-F]{2}\.$/,
    );
  });

  test('a frame that is missing is refused, naming it', () => {
    const framed = Buffer.from(intoFrames(records)).toString('latin1');
    const lost = framed.replace(/\u00022[^\u0002]*/, '');
    const refused = refusal(() => read(Buffer.from(lost, 'latin1')));
    expect(refused.code).toBe('incomplete');
    expect(refused.message).toContain('The frame with the number 2 is missing');
  });
});

const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) =>
    text
      .replace(/[\u0000-\u001f\u007f]/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter((text) => text !== '' && !/\p{Surrogate}/u.test(text));
const number = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/);
const reported = fc.record({
  number,
  assay: line,
  results: fc.uniqueArray(fc.record({ analyte: line, value: line, comment: fc.option(line) }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ analyte }) => analyte,
  }),
});

test(
  'whatever is written is read, bare and in frames, in whatever pieces',
  { timeout: 30_000 },
  () => {
    fc.assert(
      fc.property(reported, fc.integer({ min: 1, max: 240 }), (given, most) => {
        const test = `^^^${escapeText(given.assay)}`;
        const records = [
          HEADER,
          'P|1',
          order(given.number, test),
          ...given.results.flatMap(({ analyte, value: text, comment }) => [
            value(`^^^${escapeText(analyte)}`, escapeText(text)),
            ...(comment === null
              ? []
              : [writeRecord('C', { 2: '1', 3: 'I', 4: escapeText(comment) })]),
          ]),
          END,
        ];
        const expected: InstrumentEvent[] = [
          {
            kind: 'specimen.resulted',
            specimen: named(given.number),
            at: utc('11:00:00'),
            tests: [
              {
                assay: coded(given.assay),
                complete: true,
                at: utc('11:00:00'),
                results: given.results.map(({ analyte, value: text, comment }) => ({
                  ...result(analyte, text),
                  status: 'final',
                  comment,
                })),
              },
            ],
          },
        ];
        expect(readText(records).events).toEqual(expected);
        expect(read(intoFrames(records, most)).events).toEqual(expected);
      }),
    );
  },
);

test('whatever bytes come, they are read or refused', { timeout: 30_000 }, () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.uint8Array({ maxLength: 100 }).map((more) => Buffer.concat([Buffer.from('H|\\^&\r'), more])),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      try {
        return Array.isArray(read(given).events);
      } catch (error) {
        return error instanceof UnreadableMessage;
      }
    }),
    { numRuns: 300 },
  );
});
