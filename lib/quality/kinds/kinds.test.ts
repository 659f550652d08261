import { describe, expect, test } from 'vitest';
import { judgeOne, judgeRows, ruleOf } from '../judge/testing-judge';

/** Each: the rule, rows with a header, and what is to come of it. */
type Case = [
  what: string,
  rule: string,
  lines: string[],
  expected: {
    verdict: string;
    checked: number;
    failed: number;
    unjudged?: number;
    at?: string[];
    reason?: RegExp;
  },
];

const CASES: Record<string, Case[]> = {
  required_columns: [
    [
      'passes',
      'type: required_columns, columns: [a, b]',
      ['a|b', '1|2'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'finds names however they are written',
      'type: required_columns, columns: [specimen_id, assay]',
      ['Specimen ID|test_type'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails',
      'type: required_columns, columns: [a, c, d]',
      ['a|b', '1|2'],
      { verdict: 'fail', checked: 3, failed: 2, at: ['null c', 'null d'] },
    ],
    [
      'may lack one',
      'type: required_columns, columns: [a, c, d], may_fail: 2',
      ['a|b'],
      { verdict: 'pass', checked: 3, failed: 2 },
    ],
  ],
  completeness: [
    [
      'passes',
      'type: completeness, columns: [a]',
      ['a', '1', '2'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails',
      'type: completeness, columns: [a, b]',
      ['a|b', '1|2', ' |3', '|'],
      { verdict: 'fail', checked: 3, failed: 2, at: ['3 a', '4 a', '4 b'] },
    ],
    [
      'passes at the threshold',
      'type: completeness, columns: [a], threshold: 75%',
      ['a|b', '1|', '2|', '3|', '|x'],
      { verdict: 'pass', checked: 4, failed: 0 },
    ],
    [
      'fails below the threshold',
      'type: completeness, columns: [a, b], threshold: 76',
      ['a|b', '1|1', '2|1', '|1', '3|1'],
      { verdict: 'fail', checked: 4, failed: 1, at: ['4 a'] },
    ],
    [
      'lets so many be empty',
      'type: completeness, columns: [a, b, c], threshold: 60',
      ['a|b|c', '|1|1', '1||1', '1|1|', '1||', '1|1|1'],
      { verdict: 'pass', checked: 5, failed: 0 },
    ],
    [
      'fails rows in their order, and not for a column that is filled enough',
      'type: completeness, columns: [a, b, c], threshold: 61',
      ['a|b|c', '|1|1', '1||1', '1|1|', '1||', '1|1|1'],
      { verdict: 'fail', checked: 5, failed: 3, at: ['3 b', '4 c', '5 b', '5 c'] },
    ],
    [
      'takes words for empty',
      'type: completeness, columns: [a], blank: [N/A]',
      ['a', 'n/a', '1'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['2 a'] },
    ],
    [
      'cannot judge a column that is missing',
      'type: completeness, columns: [a, z]',
      ['a', '1'],
      { verdict: 'unjudged', checked: 1, failed: 0, reason: /no column z/ },
    ],
    [
      'judges what is there',
      'type: completeness, columns: [a, z], if_present: true',
      ['a', '1'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'cannot judge no rows',
      'type: completeness, columns: [a]',
      ['a'],
      { verdict: 'unjudged', checked: 0, failed: 0, reason: /no rows/ },
    ],
    [
      'cannot judge no rows by a threshold either',
      'type: completeness, columns: [a], threshold: 50',
      ['a'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  uniqueness: [
    [
      'leaves out what is not there if told so',
      'type: uniqueness, columns: [a, z], if_present: true',
      ['a', 'x', 'x'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 a'] },
    ],
    [
      'passes',
      'type: uniqueness, columns: [a, b]',
      ['a|b', '1|2', '1|3', '12|'],
      { verdict: 'pass', checked: 3, failed: 0 },
    ],
    [
      'fails',
      'type: uniqueness, columns: [a]',
      ['a', 'x', 'y', 'x', 'x'],
      { verdict: 'fail', checked: 4, failed: 2, at: ['4 a', '5 a'] },
    ],
    [
      'is blind to case if told so',
      'type: uniqueness, columns: [a], ignore_case: true',
      ['a', 'x', 'X'],
      { verdict: 'fail', checked: 2, failed: 1 },
    ],
    [
      'does not run cells into each other',
      'type: uniqueness, columns: [a, b]',
      ['a|b', '1|23', '12|3'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'cannot judge without a column',
      'type: uniqueness, columns: [a, z]',
      ['a', 'x', 'x'],
      { verdict: 'unjudged', checked: 0, failed: 0, reason: /no column z/ },
    ],
    [
      'cannot judge what is empty',
      'type: uniqueness, columns: [a]',
      ['a|b', '|1', '|2'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  data_types: [
    [
      'passes',
      'type: data_types, columns: {a: integer, b: number, c: boolean, d: date, e: datetime, f: time, g: string}',
      ['a|b|c|d|e|f|g', '-7|1e-7|yes|1.3.2026|2026-03-01 08:30|23:59|x', '||||||'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'fails',
      'type: data_types, columns: {a: integer, b: number, c: boolean, d: date, e: datetime, f: time}',
      ['a|b|c|d|e|f', '1.5|1,234.5|2|20244-01-16|2026-03-01|24:00'],
      { verdict: 'fail', checked: 1, failed: 1, at: ['2 a', '2 b', '2 c', '2 d', '2 e', '2 f'] },
    ],
    [
      'fails numbers without end',
      'type: data_types, columns: {b: number}',
      ['b', '1e999', 'NaN', 'Infinity', '1000000000', '-5,2'],
      { verdict: 'fail', checked: 5, failed: 3, at: ['2 b', '3 b', '4 b'] },
    ],
    [
      'fails an hour that the clocks left out',
      'type: data_types, columns: {e: datetime}',
      ['e', '2026-03-29 02:30', '2026-03-29T02:30Z'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['2 e'] },
    ],
    [
      'cannot judge without the column',
      'type: data_types, columns: {z: number}',
      ['a', '1'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
    [
      'cannot judge empty cells',
      'type: data_types, columns: {a: number}',
      ['a|b', '|1'],
      { verdict: 'unjudged', checked: 0, failed: 0, reason: /nothing in these columns/ },
    ],
  ],
  allowed_values: [
    [
      'passes',
      'type: allowed_values, columns: [a], values: [007, true, x]',
      ['a', '007', 'true', ' x ', ''],
      { verdict: 'pass', checked: 3, failed: 0 },
    ],
    [
      'fails',
      'type: allowed_values, columns: [a], values: [007, x]',
      ['a', '7', 'X'],
      { verdict: 'fail', checked: 2, failed: 2, at: ['2 a', '3 a'] },
    ],
    [
      'is blind to case if told so',
      'type: allowed_values, columns: [a], values: [Stat], ignore_case: true',
      ['a', 'STAT'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'cannot judge without the column',
      'type: allowed_values, columns: [z], values: [x]',
      ['a', 'x'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  format: [
    [
      'passes a pattern',
      "type: format, columns: [a], pattern: '[A-Z]{2}\\d+'",
      ['a', 'AB1', 'AB1', ''],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'matches the whole cell',
      "type: format, columns: [a], pattern: '[A-Z]{2}\\d+'",
      ['a', 'xAB1', 'AB1x', 'AB'],
      { verdict: 'fail', checked: 3, failed: 3 },
    ],
    [
      'passes a named one',
      'type: format, columns: [a], format: alphanumeric',
      ['a', 'SP001', 'Ä1'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails a named one',
      'type: format, columns: [a], format: alphanumeric',
      ['a', 'SP-001', 'SP 1'],
      { verdict: 'fail', checked: 2, failed: 2 },
    ],
    [
      'cannot judge cells without end',
      "type: format, columns: [a], pattern: 'x+'",
      ['a', 'x'.repeat(5_001)],
      { verdict: 'unjudged', checked: 0, failed: 0, unjudged: 1, reason: /longer than/ },
    ],
    [
      'cannot judge without the column',
      'type: format, columns: [z], format: digits',
      ['a', '1'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  range: [
    [
      'passes',
      'type: range, columns: {a: {min: 0, max: 72}}',
      ['a', '0', '72', '0.0000001', ''],
      { verdict: 'pass', checked: 3, failed: 0 },
    ],
    [
      'fails extremes',
      'type: range, columns: {a: {min: 0.01, max: 72}}',
      ['a', '-5.2', '999999999.99', '1e9', '0.0000001', '72,5', '2'],
      { verdict: 'fail', checked: 6, failed: 5 },
    ],
    [
      'fails what may not',
      'type: range, columns: {a: {max: 1}}, may_fail: 1',
      ['a', '2', '3', '1'],
      { verdict: 'fail', checked: 3, failed: 2 },
    ],
    [
      'lets some fail',
      'type: range, columns: {a: {max: 1}}, may_fail: 50%',
      ['a', '2', '1'],
      { verdict: 'pass', checked: 2, failed: 1 },
    ],
    [
      'compares times',
      'type: range, columns: {a: {min: 2026-01-01, max: 2026-02-01}}',
      ['a', '31.12.2025 23:59', '01.01.2026 00:00', '2026-02-01T23:30:00Z', '2026-02-01T22:59:59Z'],
      { verdict: 'fail', checked: 4, failed: 2, at: ['2 a', '4 a'] },
    ],
    [
      'compares times with times of day',
      'type: range, columns: {a: {min: 2026-01-01T08:00, max: 2026-01-01T09:00}}',
      ['a', '2026-01-01 07:59', '2026-01-01 08:00', '2026-01-01 09:00', '2026-01-01 09:01'],
      { verdict: 'fail', checked: 4, failed: 2, at: ['2 a', '5 a'] },
    ],
    [
      'cannot judge what is no number',
      'type: range, columns: {a: {min: 0}}',
      ['a', 'abc', '1'],
      {
        verdict: 'unjudged',
        checked: 1,
        failed: 0,
        unjudged: 1,
        reason: /1 row: a is no number \(first on line 2: “abc”\)/,
      },
    ],
    [
      'fails for all that it cannot judge',
      'type: range, columns: {a: {min: 0}}',
      ['a', 'abc', '-1'],
      { verdict: 'fail', checked: 1, failed: 1, unjudged: 1 },
    ],
    [
      'lets some be unreadable',
      'type: range, columns: {a: {min: 0}}, may_fail: 1',
      ['a', 'abc', '1'],
      { verdict: 'pass', checked: 1, failed: 0, unjudged: 1 },
    ],
    [
      'cannot judge without the column',
      'type: range, columns: {z: {min: 0}}',
      ['a', '1'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  timestamp_order: [
    [
      'passes',
      'type: timestamp_order, columns: [a, b, c]',
      ['a|b|c', '2026-03-01 08:00||2026-03-01 08:00', '2026-03-01 08:00|2026-03-01T08:00+01:00|'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails',
      'type: timestamp_order, columns: [a, b, c]',
      [
        'a|b|c',
        '2026-03-01 08:00||2026-03-01 07:59',
        '2026-03-02 08:00|2026-03-01 09:00|2026-03-01 10:00',
      ],
      { verdict: 'fail', checked: 2, failed: 2, at: ['2 c', '3 b'] },
    ],
    [
      'fails equal ones if told so',
      'type: timestamp_order, columns: [a, b], allow_equal: false',
      ['a|b', '2026-03-01 08:00|2026-03-01 08:00'],
      { verdict: 'fail', checked: 1, failed: 1 },
    ],
    [
      'fails what takes too long',
      'type: timestamp_order, columns: [a, b], within_hours: 24',
      ['a|b', '2026-03-01 08:00|2026-03-02 08:00', '2026-03-01 08:00|2026-03-02 08:00:01'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 b'] },
    ],
    [
      'cannot judge bad dates',
      'type: timestamp_order, columns: [a, b]',
      ['a|b', '2026-02-30 08:00|2026-03-02 08:00', '2026-03-01 08:00|soon'],
      {
        verdict: 'unjudged',
        checked: 0,
        failed: 0,
        unjudged: 2,
        reason: /no time that can be read/,
      },
    ],
    [
      'cannot judge one time alone',
      'type: timestamp_order, columns: [a, b]',
      ['a|b', '2026-03-01 08:00|'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
    [
      'cannot judge one column alone',
      'type: timestamp_order, columns: [a, z]',
      ['a', '2026-03-01 08:00'],
      { verdict: 'unjudged', checked: 0, failed: 0, reason: /Two of the columns/ },
    ],
  ],
  no_future_dates: [
    [
      'passes',
      'type: no_future_dates, columns: [a]',
      ['a', '2026-03-10 13:00', '2026-03-10', ''],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails',
      'type: no_future_dates, columns: [a]',
      ['a', '2026-03-10 13:01', '2026-03-11', '20244-01-16', '2127-01-01 00:00', '2300-01-01'],
      { verdict: 'fail', checked: 5, failed: 5 },
    ],
    [
      'tolerates',
      'type: no_future_dates, columns: [a], tolerance_hours: 1',
      ['a', '2026-03-10 14:00', '2026-03-10 14:01'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 a'] },
    ],
    [
      'cannot judge bad dates',
      'type: no_future_dates, columns: [a]',
      ['a', 'tomorrow', '2026-13-01'],
      { verdict: 'unjudged', checked: 0, failed: 0, unjudged: 2 },
    ],
    [
      'cannot judge without the column',
      'type: no_future_dates, columns: [z]',
      ['a', '2026-03-10'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  freshness: [
    [
      'passes',
      'type: freshness, column: a, max_age_hours: 24',
      ['a', '2026-03-09 13:00', '2020-01-01'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'fails',
      'type: freshness, column: a, max_age_hours: 24',
      ['a', '2026-03-09 12:59', '2020-01-01'],
      { verdict: 'fail', checked: 1, failed: 1, at: ['null a'] },
    ],
    [
      'is not made fresh by the future',
      'type: freshness, column: a, max_age_hours: 24',
      ['a', '2026-01-01', '2027-01-01'],
      { verdict: 'fail', checked: 1, failed: 1 },
    ],
    [
      'cannot judge without a time',
      'type: freshness, column: a, max_age_hours: 24',
      ['a', 'now', ''],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
    [
      'cannot judge the future alone',
      'type: freshness, column: a, max_age_hours: 24',
      ['a', '2027-01-01'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  row_count: [
    [
      'passes',
      'type: row_count, min: 1, max: 2',
      ['a', '1', '2'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'fails with too few',
      'type: row_count, min: 1',
      ['a'],
      { verdict: 'fail', checked: 1, failed: 1, at: ['null null'] },
    ],
    [
      'fails with too many',
      'type: row_count, max: 1',
      ['a', '1', '2'],
      { verdict: 'fail', checked: 1, failed: 1 },
    ],
    [
      'counts rows of a filter',
      'type: row_count, min: 2, filter: {a: x}',
      ['a', 'X', 'y', 'x'],
      { verdict: 'pass', checked: 1, failed: 0 },
    ],
    [
      'cannot judge without the filter’s column',
      'type: row_count, min: 0, filter: {z: x}',
      ['a', '1'],
      { verdict: 'unjudged', checked: 0, failed: 0, reason: /no column z to filter by/ },
    ],
  ],
  reference: [
    [
      'passes',
      'type: reference, column: assay, known: assay',
      ['assay', 'cbc', 'PCR', ''],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails',
      'type: reference, column: device, known: device',
      ['machine_id', 'M1', 'M9'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 device'] },
    ],
    [
      'cannot judge without the column',
      'type: reference, column: z, known: assay',
      ['a', '1'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  transition: [
    [
      'passes',
      'type: transition',
      [
        'from_state|to_state',
        'received|in_process',
        'SUBMITTED|Verified',
        '|received',
        'received|received',
      ],
      { verdict: 'pass', checked: 3, failed: 0 },
    ],
    [
      'fails',
      'type: transition, from: a, to: b',
      ['a|b', 'received|published', 'rejected|verified', 'COMPLETED|received'],
      { verdict: 'fail', checked: 3, failed: 3 },
    ],
    [
      'cannot judge states it does not know',
      'type: transition',
      ['from_state|to_state', 'received|lost'],
      {
        verdict: 'unjudged',
        checked: 0,
        failed: 0,
        unjudged: 1,
        reason: /no state of the workflow/,
      },
    ],
    [
      'takes a workflow of its own',
      'type: transition, allowed: {open: [shut]}',
      ['from_state|to_state', 'Open|shut', 'shut|open'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 to_state'] },
    ],
    [
      'takes a state written in two ways for one',
      'type: transition, allowed: {Received: [in process], IN_PROCESS: [Completed], completed: []}',
      ['from_state|to_state', 'received|IN PROCESS', 'in-process|COMPLETED', 'completed|received'],
      { verdict: 'fail', checked: 3, failed: 1, at: ['4 to_state'] },
    ],
    [
      'takes completed for published where a rule has one of them',
      'type: transition, allowed: {in_process: [COMPLETED]}',
      ['from_state|to_state', 'in_process|published', 'published|in_process'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 to_state'] },
    ],
    [
      'tells completed and published apart where a rule has both',
      'type: transition, allowed: {completed: [published]}',
      ['from_state|to_state', 'completed|published', 'published|completed'],
      { verdict: 'fail', checked: 2, failed: 1, at: ['3 to_state'] },
    ],
    [
      'follows rows by key',
      'type: transition, state: s, key: [k]',
      ['k|s', '1|received', '2|received', '1|in_process', '2|published', '1|in process'],
      { verdict: 'fail', checked: 3, failed: 1, at: ['5 s'] },
    ],
    [
      'cannot judge what follows the unknown',
      'type: transition, state: s, key: [k]',
      ['k|s', '1|lost', '1|received', '1|in_process'],
      { verdict: 'unjudged', checked: 1, failed: 0, unjudged: 2 },
    ],
    [
      'cannot judge without the columns',
      'type: transition',
      ['a|b', '1|2'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
  readable_rows: [
    [
      'passes',
      'type: readable_rows',
      ['a|b', '1|2', '1|2|'],
      { verdict: 'pass', checked: 2, failed: 0 },
    ],
    [
      'fails ragged rows',
      'type: readable_rows',
      ['a|b', '1', '1|2|3', '1|\u0000', 'a|b'],
      { verdict: 'fail', checked: 4, failed: 4, at: ['2 null', '3 null', '4 b', '5 null'] },
    ],
    [
      'cannot judge no rows',
      'type: readable_rows',
      ['a|b'],
      { verdict: 'unjudged', checked: 0, failed: 0 },
    ],
  ],
};

for (const [kind, cases] of Object.entries(CASES)) {
  describe(kind, () => {
    test.each(cases)('%s', async (_what, rule, lines, expected) => {
      const { finding, violations } = await judgeOne(rule, lines);
      const { verdict, checked, failed, unjudged } = finding;
      expect({ verdict, checked, failed, unjudged }).toEqual({
        verdict: expected.verdict,
        checked: expected.checked,
        failed: expected.failed,
        unjudged: expected.unjudged ?? 0,
      });
      if (expected.at) {
        expect(violations.map(({ line, column }) => `${line} ${column}`)).toEqual(expected.at);
      }
      if (expected.reason) expect(finding.reason).toMatch(expected.reason);
      if (verdict === 'unjudged') expect(finding.reason).not.toBeNull();
      expect(finding.violations).toBe(violations.length);
      expect(finding.by_column.reduce((sum, { failed: cells }) => sum + cells, 0)).toBe(
        finding.violations,
      );
    });
  });
}

test('a day is no time, however it is written, and a named format is a day of the calendar', async () => {
  const times = ['202603011230', '20260301123059', '46082.5', '2026-03-01 12:30'];
  const days = ['46082', '2026-03-01', '01.03.2026'];
  const rule = 'type: data_types, columns: {a: datetime}';
  const { violations } = await judgeOne(rule, ['a', ...times, ...days]);
  expect(violations.map(({ value }) => value)).toEqual(days);
  const format = 'type: format, columns: [a], format: date';
  const none = await judgeOne(format, ['a', '2026-02-28', '2026-02-30', '2026-2-28']);
  expect(none.violations.map(({ line }) => line)).toEqual([3, 4]);
});

test('a repeat names the line of the first', async () => {
  const { violations } = await judgeOne('type: uniqueness, columns: [a]', [
    'a|b',
    '7|',
    '8|',
    '7|',
  ]);
  expect(violations).toMatchObject([{ line: 4, value: '7 (as on line 2)' }]);
});

describe('outlier', () => {
  const column = (values: readonly (number | string)[]) => ['v', ...values.map(String)];

  test('robust z: |0.6745 (x − median) / MAD| above the limit, by hand', async () => {
    // Sorted 1 2 3 4 5 6 7 8 9 100: median 5.5; deviations 0.5 0.5 1.5 1.5 2.5 2.5 3.5 3.5 4.5 94.5,
    // so the MAD is 2.5, σ 3.70645 and the bounds 5.5 ± 12.97257. z of 100 is 25.4961.
    const lines = column([4, 1, 9, 2, 100, 8, 3, 7, 5, 6]);
    const { finding, violations } = await judgeOne('type: outlier, column: v', lines);
    expect(finding).toMatchObject({ verdict: 'fail', checked: 10, failed: 1, unjudged: 0 });
    expect(violations).toMatchObject([
      { line: 6, value: '100', expected: '-7.47257 to 18.4726, about 5.5' },
    ]);
    const at = async (limit: number) =>
      (await judgeOne(`type: outlier, column: v, limit: ${limit}`, lines)).finding.failed;
    expect(await at(25.496)).toBe(1);
    expect(await at(25.497)).toBe(0);
  });

  test('iqr: beyond the quartiles of type 7, by hand', async () => {
    // Of 1 2 3 4 5 6 7 8 9 100: place 2.25 is 3.25, place 6.75 is 7.75; the IQR is 4.5 and the
    // fences are −3.5 and 14.5.
    const rule = 'type: outlier, column: v, method: iqr';
    const fences = async (values: number[]) =>
      (await judgeOne(rule, column(values))).violations.map(({ value, expected }) => [
        value,
        expected,
      ]);
    expect(await fences([4, 1, 9, 2, 100, 8, 3, 7, 5, 6])).toEqual([
      ['100', '-3.5 to 14.5, about 5.5'],
    ]);
    expect(await fences([4, 1, 9, 2, 14.5, 8, 3, 7, 5, 6])).toEqual([]);
  });

  test('where most values are the same, the mean deviation takes the place of the median one', async () => {
    // Nine 2s and a 12: the MAD is 0, the mean deviation 1, σ 1.253314, 3.5 σ are 4.386599.
    const lines = column([2, 2, 2, 2, 12, 2, 2, 2, 2, 2]);
    const { violations } = await judgeOne('type: outlier, column: v', lines);
    expect(violations).toMatchObject([
      { line: 6, value: '12', expected: '-2.3866 to 6.3866, about 2' },
    ]);
    const same = await judgeOne('type: outlier, column: v', column(Array(10).fill(2)));
    expect(same.finding).toMatchObject({ verdict: 'pass', checked: 10, failed: 0 });
  });

  test('each group is judged by itself, small ones not at all', async () => {
    const rows = [
      'specimen_id|assay|v',
      ...[1, 2, 3, 4, 5].map((value) => `S${value}|A|${value}`),
      ...[101, 102, 103, 104, 150].map((value) => `S${value}|B|${value}`),
      'S0|C|9',
    ];
    const { finding, violations } = await judgeOne(
      'type: outlier, column: v, group_by: [assay], min_values: 5',
      rows,
    );
    expect(finding).toMatchObject({ verdict: 'fail', checked: 10, failed: 1, unjudged: 1 });
    expect(finding.reason).toMatch(/fewer than 5 values/);
    expect(violations).toMatchObject([{ line: 11, specimen: 'S150', column: 'v' }]);
    expect(violations[0]?.expected).toMatch(/among B/);
  });

  test('the hours between two times', async () => {
    const rows = [
      'a|b',
      ...Array.from({ length: 10 }, (_, index) => `2026-03-01 08:00|2026-03-01 09:${10 + index}`),
    ];
    const rule = 'type: outlier, between: [a, b]';
    expect((await judgeOne(rule, rows)).finding).toMatchObject({ verdict: 'pass', checked: 10 });
    const late = await judgeOne(rule, [
      ...rows,
      '2026-03-01 08:00|2026-03-03 08:00',
      '2026-03-01 08:00|',
    ]);
    expect(late.violations).toMatchObject([{ line: 12, value: '48 hours', column: 'a to b' }]);
  });

  test('what cannot be judged: too few values, no numbers, no column', async () => {
    const few = await judgeOne('type: outlier, column: v', column([1, 2, 1000]));
    expect(few.finding).toMatchObject({ verdict: 'unjudged', checked: 0, unjudged: 3 });
    const words = await judgeOne('type: outlier, column: v', column(['x', 'y', '1e999', '']));
    expect(words.finding).toMatchObject({ verdict: 'unjudged', checked: 0, unjudged: 3 });
    const none = await judgeOne('type: outlier, column: z', column([1]));
    expect(none.finding).toMatchObject({ verdict: 'unjudged', checked: 0, unjudged: 0 });
    const mixed = await judgeOne(
      'type: outlier, column: v',
      column([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 'x']),
    );
    expect(mixed.finding).toMatchObject({
      verdict: 'unjudged',
      checked: 10,
      failed: 0,
      unjudged: 1,
    });
  });
});

test('a day whose midnight the clocks were put forward over is a bound all the same', async () => {
  const rule = 'type: range, columns: {a: {min: 2026-04-24, max: 2026-04-24}}';
  const lines = ['a', '2026-04-23 23:59', '2026-04-24 01:00', '2026-04-24 23:59', '2026-04-25'];
  const { finding, violations } = await judgeOne(rule, lines, { timeZone: 'Africa/Cairo' });
  expect(finding).toMatchObject({ checked: 4, failed: 2 });
  expect(violations.map(({ line }) => line)).toEqual([2, 5]);
});

describe('how many may fail', () => {
  const rule = (mayFail: string) => `type: range, columns: {a: {max: 1}}, may_fail: ${mayFail}`;
  const rows = (good: number, bad: number, unread = 0) => [
    'a',
    ...Array(good).fill('1'),
    ...Array(bad).fill('2'),
    ...Array(unread).fill('x'),
  ];
  const verdict = async (mayFail: string, lines: string[]) => {
    const { finding } = await judgeOne(rule(mayFail), lines);
    return [finding.verdict, finding.may_fail];
  };

  test('a share is of the rows that were judged, and rounded down', async () => {
    expect(await verdict('10%', rows(9, 1))).toEqual(['pass', 1]);
    expect(await verdict('10%', rows(8, 1))).toEqual(['fail', 0]);
    expect(await verdict('10%', rows(17, 2))).toEqual(['fail', 1]);
  });

  test('those that failed and those that could not be judged take their room together', async () => {
    expect(await verdict('2', rows(5, 1, 1))).toEqual(['pass', 2]);
    expect(await verdict('2', rows(5, 1, 2))).toEqual(['unjudged', 2]);
    expect(await verdict('2', rows(5, 3, 1))).toEqual(['fail', 2]);
    expect(await verdict('10%', rows(9, 0, 1))).toEqual(['pass', 0]);
    expect(await verdict('10%', rows(8, 0, 1))).toEqual(['unjudged', 0]);
  });

  test('a row with a fault failed, whatever else of it could not be read', async () => {
    for (const cells of ['2|x', 'x|2']) {
      const both = 'type: range, columns: {a: {max: 1}, b: {max: 1}}';
      const { finding } = await judgeOne(both, ['a|b', cells]);
      expect(finding).toMatchObject({ verdict: 'fail', checked: 1, failed: 1, unjudged: 0 });
    }
    const order = 'type: timestamp_order, columns: [a, b, c]';
    const { finding } = await judgeOne(order, ['a|b|c', '2026-03-02|2026-03-01|x']);
    expect(finding).toMatchObject({ verdict: 'fail', checked: 1, failed: 1, unjudged: 0 });
  });

  test('groups too small to compare keep nothing from passing', async () => {
    const lines = ['g|v', ...[1, 2, 3, 4].map((value) => `A|${value}`), 'B|9'];
    const { finding } = await judgeOne(
      'type: outlier, column: v, group_by: [g], min_values: 4',
      lines,
    );
    expect(finding).toMatchObject({ verdict: 'pass', checked: 4, failed: 0, unjudged: 1 });
  });
});

describe('a filter', () => {
  const lines = ['a|s|n', '9|x|1', '9|X|5', '9|y|', '9||7', '9|z|abc'];
  test.each([
    ['s: x', 2],
    ['s: [x, y]', 3],
    ['s: { not_in: [x] }', 3],
    ['s: { filled: true }', 4],
    ['s: { filled: false }', 1],
    ['n: { min: 2 }', 2],
    ['n: { max: 5 }, s: x', 2],
  ])('%s', async (filter, concerned) => {
    const rule = `type: range, columns: {a: {max: 1}}, filter: {${filter}}`;
    const { finding } = await judgeOne(rule, lines);
    expect(finding).toMatchObject({ checked: concerned, failed: concerned });
  });

  test('that lets no row through leaves nothing to judge', async () => {
    const { finding } = await judgeOne(
      'type: range, columns: {a: {max: 1}}, filter: {s: q}',
      lines,
    );
    expect(finding).toMatchObject({ verdict: 'unjudged', checked: 0 });
    expect(finding.reason).toMatch(/filter/);
  });
});

describe('where there is no lab to ask', () => {
  test.each([
    ['type: reference, column: a, known: assay', /no lab here whose assays/],
    ['type: transition, from: a, to: a', /no lab here whose workflow/],
  ])('%s cannot be judged', async (rule, reason) => {
    const { finding } = await judgeOne(rule, ['a', 'received'], {
      known: { assay: null, device: null },
      transitions: null,
    });
    expect(finding.verdict).toBe('unjudged');
    expect(finding.reason).toMatch(reason);
  });
});

describe('the whole', () => {
  const table = [['a'], ['5'], ['']];
  const bad = (severity: string) => ({
    ...ruleOf(`type: range, columns: {a: {max: 1}}, severity: ${severity}`),
    name: severity,
  });
  const good = ruleOf('type: range, columns: {a: {max: 9}}');
  const unjudged = ruleOf('type: range, columns: {z: {max: 9}}');

  test.each([
    [[bad('ERROR'), bad('WARNING'), bad('INFO'), good, unjudged], 'fail', [1, 1, 1, 1]],
    [[bad('WARNING'), good], 'warn', [0, 1, 0, 0]],
    [[bad('INFO'), good], 'pass', [0, 0, 1, 0]],
    [[bad('INFO')], 'pass', [0, 0, 1, 0]],
    [[good, unjudged], 'pass', [0, 0, 0, 1]],
    [[unjudged], 'unjudged', [0, 0, 0, 1]],
    [[unjudged, { ...ruleOf('type: readable_rows') }], 'unjudged', [0, 0, 0, 1]],
  ])('%#: %j', async (rules, verdict, counts) => {
    const { judgement } = await judgeRows(rules, table);
    const { errors, warnings, infos, unjudged: could } = judgement;
    expect([judgement.verdict, [errors, warnings, infos, could]]).toEqual([verdict, counts]);
  });
});

test('ten thousand violations of a rule are given out, and all are counted', async () => {
  const rows = [
    ['a', 'specimen_id'],
    ...Array.from({ length: 10_050 }, (_, index) => ['5', `S${index}`]),
  ];
  const { judgement, violations } = await judgeRows(
    [ruleOf('type: range, columns: {a: {max: 1}}')],
    rows,
  );
  expect(violations.length).toBe(10_000);
  expect(judgement.findings[0]).toMatchObject({
    failed: 10_050,
    violations: 10_050,
    by_column: [{ failed: 10_050 }],
  });
  expect(violations.at(-1)).toMatchObject({ row: 9_999, line: 10_001, specimen: 'S9999' });
});

test('a word that counts as empty is shown, whatever share must be filled', async () => {
  for (const threshold of [90, 100]) {
    const rule = `type: completeness, columns: [a], blank: [N/A], threshold: ${threshold}`;
    const { violations } = await judgeOne(rule, ['a|b', 'n/a|1', '|2']);
    expect(violations.map(({ value }) => value)).toEqual(['n/a', null]);
  }
});

test('and so it is with cells that are empty too often', async () => {
  const rows = [['a', 'b'], ...Array.from({ length: 10_050 }, () => ['', '1'])];
  const rule = ruleOf('type: completeness, columns: [a], threshold: 50');
  const { judgement, violations } = await judgeRows([rule], rows);
  expect(violations.length).toBe(10_000);
  expect(judgement.findings[0]).toMatchObject({
    failed: 10_050,
    violations: 10_050,
    by_column: [{ failed: 10_050 }],
  });
});
