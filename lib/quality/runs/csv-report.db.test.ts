import { beforeAll, describe, expect, it, vi } from 'vitest';
import { exportCsv } from '@/lib/exports/export-csv';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { forgetOldRuns } from './forget-old-runs';
import { listViolations } from './list-violations';
import { readRun } from './read-run';
import { judgeBytes } from './testing-runs';
import { violationsCsv } from './violations-csv';

const RULES = `
name: Small lab
rules:
  - name: Named
    type: required_columns
    columns: [specimen_id, assay, nothing]
  - name: Statuses
    description: The words of our LIS.
    severity: WARNING
    type: allowed_values
    columns: [status]
    values: [RECEIVED, COMPLETED]
  - name: Hours
    type: range
    columns:
      tat_hours: { min: 0, max: 100 }
  - name: Filled
    severity: INFO
    type: completeness
    columns: [operator]
  - name: Known
    type: reference
    column: assay
    known: assay
  - name: Late
    type: range
    columns:
      delay: { max: 3 }
`;

const CSV = [
  'specimen_id,assay,status,tat_hours,operator',
  'S-1,CBC,RECEIVED,1.5,ann',
  'S-2,CBC,BOGUS,-4,',
  'S-3,XYZ,COMPLETED,1e9,ann',
  '=1+1,CBC,=cmd(),2,ann',
].join('\n');

// Each run begins a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let made: TestLab;
let ctx: Ctx;

beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('viewer');
  await unboundDb().assay.create({
    data: { id: newId(), labId: made.lab.id, code: 'CBC', name: 'Blood count' },
  });
});

describe('the report of a file', () => {
  it('says of each rule what failed, where, and what was expected', async () => {
    const report = await judgeBytes(ctx, CSV, RULES);
    expect(report).toMatchObject({
      source: 'csv',
      trigger: 'asked',
      status: 'finished',
      verdict: 'fail',
      rules_name: 'Small lab',
      rule_set: null,
      file_name: 'test.csv',
      file_size: Buffer.byteLength(CSV),
      data_shape: { rows: 4, columns: 5 },
      column_names: ['specimen_id', 'assay', 'status', 'tat_hours', 'operator'],
      percent: 100,
      rows_done: 4,
      rows_kept: true,
      can_cancel: false,
    });
    const told = report.violations.map(({ expected, description: _, ...one }) => {
      expect(expected).not.toBe('');
      return one;
    });
    expect(told).toEqual([
      {
        rule_name: 'Named',
        severity: 'ERROR',
        row_count: 4,
        row_indices: [],
        lines: [],
        column: 'nothing',
        value: null,
      },
      {
        rule_name: 'Statuses',
        severity: 'WARNING',
        row_count: 2,
        row_indices: [1, 3],
        lines: [3, 5],
        column: 'status',
        value: 'BOGUS',
      },
      {
        rule_name: 'Hours',
        severity: 'ERROR',
        row_count: 2,
        row_indices: [1, 2],
        lines: [3, 4],
        column: 'tat_hours',
        value: '-4',
      },
      {
        rule_name: 'Filled',
        severity: 'INFO',
        row_count: 1,
        row_indices: [1],
        lines: [3],
        column: 'operator',
        value: null,
      },
      {
        rule_name: 'Known',
        severity: 'ERROR',
        row_count: 1,
        row_indices: [2],
        lines: [4],
        column: 'assay',
        value: 'XYZ',
      },
    ]);
    expect(report.violations_count).toBe(5);
    expect(report.summary).toEqual({
      total_violations: 5,
      errors: 3,
      warnings: 1,
      info: 1,
      timestamp: report.finished_at,
    });
    expect(report.timestamp).toBe(report.finished_at);
    // The last was not judged, and readable_rows is by itself in every file.
    expect(report.rules_applied).toBe(7);
    expect(report.findings.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['Named', 'fail'],
      ['Statuses', 'warn'],
      ['Hours', 'fail'],
      ['Filled', 'info'],
      ['Known', 'fail'],
      ['Late', 'unjudged'],
      [expect.any(String), 'pass'],
    ]);
    expect(report).toMatchObject({ errors: 3, warnings: 1, infos: 1, unjudged: 1 });
  });

  it('comes as CSV as well, without a formula', async () => {
    const { id } = await judgeBytes(ctx, CSV, RULES);
    const answer = await violationsCsv(ctx, id);
    expect(answer.headers.get('content-disposition')).toContain('violations-test.csv');
    const [head, ...rows] = (await answer.text()).replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(head).toBe('line,rule,severity,column,value,expected,specimen');
    expect(rows).toHaveLength(7);
    expect(rows[0]).toMatch(/^,Named,ERROR,nothing,,/);
    expect(rows[1]).toMatch(/^3,Statuses,WARNING,status,BOGUS,.*,S-2$/);
    expect(rows[2]).toMatch(/^5,Statuses,WARNING,status,'=cmd\(\),.*,'=1\+1$/);
    // A number stays one.
    expect(rows[3]).toMatch(/^3,Hours,ERROR,tat_hours,-4,.*,S-2$/);
  });

  it('comes in pages as well, of all rules or of one', async () => {
    const { id } = await judgeBytes(ctx, CSV, RULES);
    const all = await listViolations(ctx, id, { limit: 50 });
    expect(all.data.map(({ rule, line, specimen }) => [rule, line, specimen])).toEqual([
      [0, null, null],
      [1, 3, 'S-2'],
      [1, 5, '=1+1'],
      [2, 3, 'S-2'],
      [2, 4, 'S-3'],
      [3, 3, 'S-2'],
      [4, 4, 'S-3'],
    ]);
    expect(all.next_cursor).toBeNull();
    const found: typeof all.data = [];
    let cursor: string | null = null;
    do {
      const page: typeof all = await listViolations(ctx, id, {
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      found.push(...page.data);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(all.data);
    const hours = await listViolations(ctx, id, { limit: 50, rule: 2 });
    expect(hours.data).toEqual(all.data.slice(3, 5));
  });

  it('tells why a file cannot be read', async () => {
    expect(await judgeBytes(ctx, Buffer.from('PK\u0003\u0004…'))).toMatchObject({
      status: 'failed',
      verdict: null,
      message: expect.stringContaining('workbook'),
      data_shape: null,
      violations: [],
      violations_count: null,
      summary: null,
    });
  });

  it('takes cells that no database keeps, and half a character where one is cut', async () => {
    const rules = 'rules: [{ name: A, type: allowed_values, columns: [a, b], values: [x] }]';
    const filling = `${'x,x\n'.repeat(200)}`;
    const text = `a,b\n\u0000y,${'z'.repeat(199)}😀😀\n${filling}`;
    const report = await judgeBytes(ctx, text, rules);
    expect(report).toMatchObject({ status: 'finished', verdict: 'fail' });
    const ofRule = report.violations.filter(({ rule_name }) => rule_name === 'A');
    expect(ofRule).toMatchObject([
      { column: 'a', row_count: 1, value: '\u2400y' },
      { column: 'b', row_count: 1 },
    ]);
  });

  it('goes by the built-in rules where none are given', async () => {
    const report = await judgeBytes(ctx, CSV);
    expect(report.rules_applied).toBeGreaterThan(10);
    expect(report.verdict).toBe('fail');
    const names = report.violations.map(({ rule_name }) => rule_name);
    expect(names).toContain('Specimen numbers');
  });

  it('keeps the first rows of each rule and counts all', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) => `S-${n},CBC,BOGUS,1,ann`);
    const big = ['specimen_id,assay,status,tat_hours,operator', ...rows].join('\n');
    const report = await judgeBytes(ctx, big, RULES);
    const statuses = report.violations.find(({ rule_name }) => rule_name === 'Statuses');
    expect(statuses?.row_count).toBe(12_000);
    expect(statuses?.row_indices).toEqual([...Array(1_000).keys()]);
    const kept = await ctx.db.qualityViolation.count({ where: { runId: report.id, rule: 1 } });
    expect(kept).toBe(10_000);
  });

  it('is kept longer than the rows at fault, and these longer than the bytes', async () => {
    const { id, finished_at } = await judgeBytes(ctx, CSV, RULES);
    const later = (days: number) => new Date(Date.parse(finished_at ?? '') + days * 86_400_000);
    const kept = async () => [
      await ctx.db.qualityRun.count({ where: { id } }),
      await ctx.db.qualityViolation.count({ where: { runId: id } }),
      await ctx.db.qualityRunChunk.count({ where: { runId: id } }),
    ];
    await forgetOldRuns(later(0.9));
    expect(await kept()).toEqual([1, 7, 1]);
    await forgetOldRuns(later(1.1));
    expect(await kept()).toEqual([1, 7, 0]);
    await forgetOldRuns(later(29));
    expect(await kept()).toEqual([1, 7, 0]);
    await forgetOldRuns(later(31));
    expect(await kept()).toEqual([1, 0, 0]);
    const report = await readRun(ctx, id);
    expect(report.rows_kept).toBe(false);
    expect(report.violations.map(({ row_count }) => row_count)).toEqual([4, 2, 2, 1, 1]);
    await forgetOldRuns(later(401));
    expect(await kept()).toEqual([0, 0, 0]);
  });
});

it('a run is a row of the view for BI, and of quality_runs.csv', async () => {
  const { id, finished_at } = await judgeBytes(ctx, CSV, RULES);
  const answer = await exportCsv(ctx, 'quality_runs', {});
  const [head = '', ...rows] = (await answer.text()).trimEnd().split('\r\n');
  const row = rows.find((line) => line.includes(id))?.split(',') ?? [];
  const cell = (name: string) => row[head.split(',').indexOf(name)];
  expect(['lab', 'rule_set', 'source', 'verdict', 'rows_judged', 'errors'].map(cell)).toEqual([
    made.lab.slug,
    'Small lab',
    'csv',
    'fail',
    '4',
    '3',
  ]);
  expect(cell('finished_at')).toBe(finished_at);
  expect(Number(cell('seconds'))).toBeGreaterThan(0);
});
