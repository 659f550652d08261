import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const repository = path.resolve(import.meta.dirname, '..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'benchwatch-dq-test-'));
  const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
  await write('good.csv', 'specimen_id,assay,tat_hours\nS1,CBC,1.5\nS2,CBC,2.5\n');
  await write('dirty.csv', 'specimen_id,assay,tat_hours\nS1,CBC,1.5\nS1,CBC,-3\n"S 2",CBC,1\n');
  await write('book.csv', 'PK\u0003\u0004');
  await write(
    'rules.yaml',
    'rules:\n- name: Odd\n  rule_type: range_check\n  parameters: { column: tat_hours, min: 0 }\n- name: Again\n  type: uniqueness\n  columns: [specimen_id]\n  severity: WARNING\n',
  );
  await write(
    'bad.yaml',
    'rules:\n- name: a\n  type: uniqness\n  columns: [a]\n- name: b\n  type: row_count\n  mim: 1\n',
  );
});

afterAll(() => rm(folder, { recursive: true }));

async function dq(...words: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--import',
      'tsx',
      'bin/dq.ts',
      ...words.map((word) => (/\.(csv|yaml)$/.test(word) ? path.join(folder, word) : word)),
    ],
    { cwd: repository, env: { ...process.env, DATABASE_URL: undefined } },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const [code]: unknown[] = await once(child, 'close');
  return { code, out, err };
}

test('a good file ends with 0', async () => {
  const { code, out } = await dq('good.csv');
  expect(out).toMatch(/PASS: /);
  expect(code).toBe(0);
});

test('a dirty one with 1, and the lines at fault', async () => {
  const { code, out } = await dq('dirty.csv');
  expect(out).toMatch(/FAIL {2}Specimen numbers \(1 of 3 rows\)\n {8}line 4, specimen_id: “S 2”/);
  expect(out).toMatch(/WARN {2}One row a test/);
  expect(code).toBe(1);
});

const Report = z.object({
  status: z.string(),
  verdict: z.string(),
  data_shape: z.object({ rows: z.int(), columns: z.int() }),
  violations_count: z.int(),
  violations: z.array(
    z.object({
      rule_name: z.string(),
      row_count: z.int(),
      row_indices: z.array(z.int()),
      lines: z.array(z.int()),
      column: z.string().nullable(),
    }),
  ),
  notes: z.array(z.object({ line: z.int(), text: z.string() })),
});

test('rules of one’s own, as JSON', async () => {
  const { code, out } = await dq('dirty.csv', '--rules', 'rules.yaml', '--json');
  const report = Report.parse(JSON.parse(out));
  expect(report).toMatchObject({
    status: 'finished',
    verdict: 'fail',
    data_shape: { rows: 3, columns: 3 },
    violations_count: 2,
  });
  expect(report.violations).toEqual([
    { rule_name: 'Odd', row_count: 1, row_indices: [1], lines: [3], column: 'tat_hours' },
    { rule_name: 'Again', row_count: 1, row_indices: [1], lines: [3], column: 'specimen_id' },
  ]);
  expect(report.notes.length).toBeGreaterThan(0);
  expect(code).toBe(1);
});

test('warnings alone end with 0', async () => {
  await writeFile(
    path.join(folder, 'warn.yaml'),
    'rules: [{ name: a, type: range, severity: WARNING, columns: { tat_hours: { min: 0 } } }]',
  );
  const { code, out } = await dq('dirty.csv', '--rules', 'warn.yaml');
  expect(out).toMatch(/WARN: /);
  expect(code).toBe(0);
});

test('faulty rules end with 2, each fault on its line', async () => {
  const { code, out, err } = await dq('good.csv', '--rules', 'bad.yaml');
  expect(err).toMatch(/bad\.yaml:3:9 “uniqness” is no kind of rule\. Did you mean “uniqueness”/);
  expect(err).toMatch(/bad\.yaml:7:3 “mim” is no parameter of row_count/);
  expect([code, out]).toEqual([2, '']);
});

test.each([
  ['no file', ['none.csv'], /There is no file/],
  ['a workbook', ['book.csv'], /This is a workbook/],
  ['no call at all', [], /One FILE is needed/],
  ['an unknown option', ['good.csv', '--rule', 'x'], /rule/],
  ['a zone that is none', ['good.csv', '--time-zone', 'Mars/Base'], /no time zone “Mars\/Base”/],
])('%s ends with 2', async (_what, words, message) => {
  const { code, err } = await dq(...words);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});
