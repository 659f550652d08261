import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '@/lib/platform/csv/csv-reader';
import { BUILT_IN_RULES } from '../dialect/built-in';
import { KIND_EXAMPLES } from '../dialect/kind-examples';
import { Judgement } from '../judgement';
import { DIALECT_KINDS } from '../rule';
import { judgeBytes, ruleOf, rulesOf } from './testing-judge';

const builtIn = rulesOf(BUILT_IN_RULES);
const number = ruleOf('type: data_types, columns: {hours: number}');

async function verdicts(text: string | Buffer, rules = [number]) {
  const { judgement, violations, reading } = await judgeBytes(rules, Buffer.from(text));
  return {
    judgement,
    reading,
    at: violations.map(({ rule, line, column, value }) => `${rule}@${line} ${column}: ${value}`),
  };
}

describe('how a file is written', () => {
  test('a byte-order mark, CRLF and quoted line breaks are no fault; lines are counted', async () => {
    const { judgement, at } = await verdicts('\uFEFFhours,note\r\n1,"two\r\nlines"\r\nx,y\r\n');
    expect(judgement).toMatchObject({ rows: 2, columns: ['hours', 'note'], verdict: 'fail' });
    expect(at).toEqual(['0@4 hours: x']);
  });

  test('windows-1252, semicolons and decimal commas', async () => {
    const bytes = Buffer.from('hours;caf\xe9\r\n1,5;\x80\r\n', 'latin1');
    const { judgement, reading, at } = await verdicts(bytes);
    expect(reading).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
    expect(judgement).toMatchObject({ columns: ['hours', 'café'], verdict: 'pass' });
    expect(at).toEqual([]);
  });

  test('rows with too few and too many cells, the header again, and a NUL fail, each on its line', async () => {
    const { judgement, at } = await verdicts(
      `hours,b\n1\n2,3,4\nhours,b\n5,\u0000\n6,7\n${'8,9\n'.repeat(300)}`,
    );
    expect(at).toEqual([
      '1@2 null: 1 cells',
      '1@3 null: 3 cells',
      '1@4 null: hours, b',
      '1@5 b: ␀',
    ]);
    expect(judgement.findings[1]).toMatchObject({ type: 'readable_rows', checked: 305, failed: 4 });
    expect(judgement.findings[0]).toMatchObject({ checked: 304, verdict: 'pass' });
  });

  test('a broken quotation mark is that row’s fault, and the next is read', async () => {
    const { judgement, at } = await verdicts('hours\n1\n"2"3\n4\n');
    expect(at.length).toBe(1);
    expect(at[0]).toMatch(/^1@3 null/);
    expect(judgement.findings[0]).toMatchObject({ checked: 2 });
  });

  test('a column twice is told, and the first is judged', async () => {
    const { judgement, at } = await verdicts('hours,hours\n1,x\n');
    expect(at).toEqual(['1@null hours: hours']);
    expect(judgement.findings[0]?.verdict).toBe('pass');
  });

  test('a row that begins as the header does is a row of data', async () => {
    const { judgement, at } = await verdicts('hours,b\nhours,2\n');
    expect(at).toEqual(['0@2 hours: hours']);
    expect(judgement.findings[1]).toMatchObject({ type: 'readable_rows', failed: 0 });
  });

  test('of two columns whose names are alike the first is judged', async () => {
    const rule = ruleOf('type: data_types, columns: {Tat Hours: number}');
    expect((await verdicts('tat_hours,TAT-HOURS\n1,x\n', [rule])).at).toEqual([]);
    expect((await verdicts('tat_hours,TAT-HOURS\nx,1\n', [rule])).at.length).toBe(1);
  });

  test.each([
    'type: outlier, between: [a, b]',
    'type: freshness, column: b, max_age_hours: 1',
    'type: no_future_dates, columns: [b]',
    'type: timestamp_order, columns: [a, b]',
    'type: range, columns: {b: {max: 2026-01-01}}',
    'type: data_types, columns: {b: date}',
  ])('the order of day and month is found in the columns of %s', async (rule) => {
    const bytes = Buffer.from('a,b,c\n1.2.2026,25/02/2026,\n');
    const context = { timeZone: 'America/New_York' };
    expect((await judgeBytes([ruleOf(rule)], bytes, context)).reading.dateOrder).toBe('dmy');
    expect((await judgeBytes([number], bytes, context)).reading.dateOrder).toBe('mdy');
  });

  test('no rows leave nothing to judge', async () => {
    expect((await verdicts('hours\n')).judgement).toMatchObject({ verdict: 'unjudged', rows: 0 });
  });

  test('the order of day and month is found in the file', async () => {
    const rules = [ruleOf('type: range, columns: {d: {max: 2026-01-31}}')];
    expect((await verdicts('d\n01/02/2026\n31/01/2026\n', rules)).at).toEqual([
      '0@2 d: 01/02/2026',
    ]);
    expect((await verdicts('d\n01/02/2026\n01/31/2026\n', rules)).at).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['a workbook', 'PK\u0003\u0004xxxx'],
    ['a PDF', '%PDF-1.7\n1,2\n'],
    ['no text', 'a\u0000b,c\n1,2\n'],
  ])('%s is refused in words', async (_what, text) => {
    await expect(judgeBytes(builtIn, Buffer.from(text))).rejects.toThrow(UnreadableFile);
  });
});

test('extremes are violations of the built-in rules', async () => {
  const { judgement, at } = await verdicts(
    `specimen_id,assay,tat_hours,collection_date
S1,CBC,0.0000001,2026-01-05
S2,CBC,999999999.99,2026-01-05
S3,CBC,-5.2,2026-01-05
S4,CBC,2.1,20244-01-16
S5,CBC,abc,2026-02-30
S6,PCR,2.1,2026-01-05
`,
    builtIn,
  );
  expect(judgement.verdict).toBe('fail');
  const named = at.map((text) => {
    const [rule = '', rest = ''] = text.split('@');
    return `${builtIn[Number(rule)]?.name ?? ''}: line ${rest}`;
  });
  expect(named).toEqual(
    expect.arrayContaining([
      'Times can be read: line 5 collection_date: 20244-01-16',
      'Times can be read: line 6 collection_date: 2026-02-30',
      'No times in the future: line 5 collection_date: 20244-01-16',
      'Turnaround is a number: line 6 tat_hours: abc',
      'Turnaround is possible: line 3 tat_hours: 999999999.99',
      'Turnaround is possible: line 4 tat_hours: -5.2',
      'Turnaround is plausible: line 2 tat_hours: 0.0000001',
    ]),
  );
});

describe('whatever the bytes', () => {
  const everyKind = rulesOf(
    `rules:\n${DIALECT_KINDS.map((kind) => KIND_EXAMPLES[kind].replace(/name: /, `name: ${kind} `).replace(/^(?=.)/gm, '  ')).join('')}`,
  );
  const header =
    'specimen_id,assay,status,priority,location,machine_id,received_at,processed_at,collection_date,tat_hours,from_state,to_state';
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '"',
      '""',
      '"a\nb"',
      'CBC',
      'COMPLETED',
      'received',
      '1e-7',
      '1e9',
      '-5',
      '1e999',
      'NaN',
      '20244-01-16',
      '2026-03-01 08:00',
      '31/12/2025 24:00',
      '\u0000',
      '\uFEFF',
      '=1+1',
      '-',
      '−1',
      '45123.5',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const csvish = fc
    .array(fc.array(cell, { maxLength: 14 }), { maxLength: 25 })
    .map((rows) => Buffer.from(`${header}\n${rows.map((row) => row.join(',')).join('\n')}`));
  const scribbled = fc
    .tuple(csvish, fc.uint8Array({ maxLength: 30 }))
    .map(([bytes, more]) => Buffer.concat([bytes, more]));

  test('a file is judged or refused in words, and the counts agree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          csvish,
          scribbled,
          fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        ),
        fc.integer({ min: 1, max: 70 }),
        async (bytes, piece) => {
          const judged = await judgeBytes(
            [...everyKind, ...builtIn.filter(({ type }) => type !== 'readable_rows')].map(
              (rule, index) => ({ ...rule, name: `${index}` }),
            ),
            bytes,
            {},
            piece,
          ).catch((error: unknown) => {
            if (error instanceof UnreadableFile) return null;
            throw error;
          });
          if (judged === null) return;
          const { judgement, violations } = judged;
          expect(Judgement.parse(judgement)).toEqual(judgement);
          for (const finding of judgement.findings) {
            const own = violations.filter(({ rule }) => rule === finding.rule);
            expect(own.length).toBe(finding.violations);
            expect(finding.failed).toBeLessThanOrEqual(finding.checked);
            expect(finding.violations).toBeGreaterThanOrEqual(finding.failed);
            // Of its concern is no more than what is there.
            const table = ['required_columns', 'row_count', 'freshness', 'readable_rows'];
            if (!table.includes(finding.type)) {
              expect(finding.checked + finding.unjudged).toBeLessThanOrEqual(judgement.rows);
            }
            if (finding.verdict === 'unjudged') expect(finding.reason).not.toBeNull();
            const rows = own.flatMap(({ row }) => (row === null ? [] : [row]));
            expect(rows).toEqual(rows.toSorted((a, b) => a - b));
          }
          expect(JSON.stringify(violations)).not.toContain('\\u0000');
        },
      ),
      { numRuns: 250 },
    );
  });
});
