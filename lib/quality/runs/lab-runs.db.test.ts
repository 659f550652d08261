import { beforeAll, describe, expect, it, vi } from 'vitest';
import { importBytes } from '@/lib/imports/testing-import';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeBench, putSpecimens } from '@/lib/specimens/testing-specimens';
import { NewRuleSet } from '../contract';
import { createRuleSet } from '../rule-sets/create-rule-set';
import { removeRuleSet } from '../rule-sets/remove-rule-set';
import { listRuns } from './list-runs';
import { readRun } from './read-run';
import { scheduleRuns } from './schedule-runs';
import { startLabRun } from './start-lab-run';
import { judgeAll } from './testing-runs';

const TEXT = `
rules:
  - name: Released after received
    type: timestamp_order
    columns: [received_at, released_at]
  - name: Moves
    type: transition
  - name: Moves by key
    type: transition
    state: state
    key: [specimen_id, assay]
  - name: Hours
    severity: WARNING
    type: range
    columns:
      tat_hours: { max: 100 }
  - name: Words
    type: allowed_values
    columns: [status]
    values: [RECEIVED, COMPLETED]
  - name: Device
    type: completeness
    columns: [machine_id]
    filter: { assay: CBC }
`;

// Each run begins a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let made: TestLab;
let ctx: Ctx;
let manager: Ctx;

const make = (name: string, given: object = {}, by = manager) =>
  createRuleSet(by, NewRuleSet.parse({ name, text: TEXT, ...given }));

async function transition(number: string, sequence: number, from: string, to: string) {
  const specimen = await ctx.db.specimen.findFirstOrThrow({ where: { number } });
  const test = await ctx.db.orderedTest.findFirstOrThrow({ where: { specimenId: specimen.id } });
  await unboundDb().testTransition.create({
    data: {
      id: newId(),
      labId: made.lab.id,
      specimenId: specimen.id,
      testId: test.id,
      sequence,
      action: 'start',
      fromState: from,
      toState: to,
      occurredAt: new Date(),
      source: 'portal',
      actorKind: 'system',
      actorName: 'test',
      requestId: 'test',
    },
  });
}

beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('supervisor');
  manager = await made.ctxFor('manager');
  const bench = await makeBench(made.lab, {
    assays: ['CBC', 'GLU'],
    locations: [],
    devices: ['XN-1'],
  });
  await putSpecimens(made.lab, bench, [
    {
      number: 'S-1',
      received: '2026-03-01T08:00:00Z',
      tests: [
        {
          assay: 'CBC',
          state: 'published',
          device: 'XN-1',
          released: '2026-03-01T09:30:00.250Z',
        },
      ],
    },
    {
      number: 'S-2',
      received: '2026-03-02T08:00:00Z',
      tests: [{ assay: 'GLU', state: 'published', released: '2026-03-02T07:00:00Z' }],
    },
    {
      number: 'S-3',
      received: '2026-04-01T08:00:00Z',
      tests: [{ assay: 'CBC', state: 'in_process' }],
    },
  ]);
  await transition('S-1', 1, 'received', 'in_process');
  await transition('S-1', 2, 'in_process', 'submitted');
  await transition('S-2', 1, 'published', 'expected');
}, 60_000);

describe('a run over the lab’s own data', () => {
  it('judges tests in the columns of files, and states by their history', async () => {
    await make('Own');
    const { id, status } = await startLabRun({ ...ctx, now: new Date() }, { rule_set: 'own' });
    expect(status).toBe('queued');
    await judgeAll();
    const report = await readRun(ctx, id);
    expect(report).toMatchObject({
      source: 'lab',
      trigger: 'asked',
      status: 'finished',
      verdict: 'fail',
      rule_set: { name: 'Own', version: 1 },
      rows_done: 3,
      rows_total: 3,
      file_name: null,
      by: 'Test supervisor',
    });
    expect(report.column_names).toEqual(
      expect.arrayContaining(['specimen_id', 'assay', 'machine_id', 'received_at', 'tat_hours']),
    );
    const found = await ctx.db.qualityViolation.findMany({
      where: { runId: id },
      orderBy: [{ rule: 'asc' }, { place: 'asc' }],
    });
    expect(found.map(({ rule, specimen, column }) => [rule, specimen, column])).toEqual([
      [0, 'S-2', expect.any(String)],
      [1, 'S-2', expect.any(String)],
      [2, 'S-2', expect.any(String)],
      [4, 'S-3', 'status'],
      [5, 'S-3', 'machine_id'],
    ]);
    expect(found[1]?.value).toMatch(/expected/);
    expect(found.every(({ line }) => line === null)).toBe(true);
    expect(report.findings.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      [0, 'fail'],
      [1, 'fail'],
      [2, 'fail'],
      [3, 'pass'],
      [4, 'fail'],
      [5, 'fail'],
    ]);
    // The history has three rows, of which one cannot be.
    expect(report.findings[1]).toMatchObject({ checked: 3, failed: 1 });
  });

  it('takes what was received or entered in its period', async () => {
    const start = async (from: string, to?: string) => {
      const given = { from: new Date(from), ...(to === undefined ? {} : { to: new Date(to) }) };
      const asked = { ...given, rule_set: 'Own' };
      return (await startLabRun({ ...ctx, now: new Date() }, asked)).id;
    };
    const ids = [
      await start('2026-03-01T00:00:00Z', '2026-03-02T08:00:00Z'),
      await start('2026-03-01T00:00:00Z', '2026-03-02T08:00:00.001Z'),
      await start('2025-03-01T00:00:00Z', '2025-04-01T00:00:00Z'),
      // Entered just now, whenever they were received.
      await start(new Date(Date.now() - 600_000).toISOString()),
    ];
    await judgeAll();
    const runs = await Promise.all(ids.map((id) => readRun(ctx, id)));
    expect(runs.map(({ rows_done }) => rows_done)).toEqual([1, 2, 0, 3]);
  });

  it('needs a supervisor, a rule set that is there and a period', async () => {
    const technician = await made.ctxFor('technician');
    await expect(startLabRun(technician, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(startLabRun(ctx, { rule_set: 'none' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const from = new Date(Date.now() + 60_000);
    await expect(startLabRun(ctx, { from })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('sees nothing of another lab', async () => {
    const other = await makeTestLab();
    const theirs = await other.ctxFor('supervisor');
    const { id } = await startLabRun(theirs, { from: new Date('2026-01-01T00:00:00Z') });
    await judgeAll();
    expect(await readRun(theirs, id)).toMatchObject({ rows_done: 0, status: 'finished' });
    await expect(readRun(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('after an import', () => {
  it('what it brought is judged by each rule set that is to, once', async () => {
    const lab = await makeTestLab();
    const boss = await lab.ctxFor('manager');
    await make('After', { after_import: true }, boss);
    await make('Not after', {}, boss);
    const head = 'specimen_id,assay,status,received_at,processed_at';
    const row = (n: number, end: string) => `I-${n},CBC,COMPLETED,2026-03-01 08:00,${end}`;
    const early = `${head}\n${row(0, '2026-03-01 09:00')}\n`;
    await importBytes(boss, early, { create_missing: true, dry_run: true });
    expect(await listRuns(boss, { limit: 50 })).toEqual({ data: [], next_cursor: null });
    await importBytes(boss, early, { create_missing: true });
    const file = `${head}\n${row(1, '2026-03-01 07:00')}\n${row(2, '2026-03-01 09:00')}\n`;
    const { id: importId } = await importBytes(boss, file, {});
    // The same again touches nothing.
    await importBytes(boss, file, {});
    await judgeAll();
    const { data } = await listRuns(boss, { limit: 50 });
    expect(data).toMatchObject([
      { import_id: importId, trigger: 'import', rows_done: 2, verdict: 'fail', by: 'Test manager' },
      { trigger: 'import', rows_done: 1 },
    ]);
    const { violations } = await readRun(boss, data[0]?.id ?? '');
    expect(violations.map(({ rule_name }) => rule_name)).toContain('Released after received');
  });
});

describe('by the clock', () => {
  const hours = (from: Date, n: number) => new Date(from.getTime() + n * 3_600_000);
  const scheduled = (ruleSetId: string) =>
    unboundDb().qualityRun.count({ where: { ruleSetId, trigger: 'schedule' } });

  it('a rule set runs as often as it says, and once, however many look', async () => {
    const { id } = await make('Clock', { every_hours: 6, days: 2 });
    const now = new Date();
    const counts = await Promise.all([1, 2, 3, 4].map(() => scheduleRuns(now)));
    expect(counts.reduce((a, b) => a + b, 0)).toBe(1);
    expect(await scheduled(id)).toBe(1);
    const run = await ctx.db.qualityRun.findFirstOrThrow({ where: { ruleSetId: id } });
    expect(run).toMatchObject({ actorKind: 'system', trigger: 'schedule', to: now });
    expect(run.from).toEqual(hours(now, -48));
    // Not while it waits, however late it is.
    expect(await scheduleRuns(hours(now, 7))).toBe(0);
    await judgeAll();
    expect(await scheduleRuns(hours(now, 5.9))).toBe(0);
    expect(await scheduleRuns(hours(now, 6))).toBe(1);
    await judgeAll();
    await removeRuleSet(manager, id);
    expect(await scheduleRuns(hours(now, 20))).toBe(0);
    expect(await scheduled(id)).toBe(2);
  });

  it('rules that cannot be read any more are a run that failed', async () => {
    const lab = await makeTestLab();
    const boss = await lab.ctxFor('manager');
    const { id } = await make('Old', { every_hours: 1 }, boss);
    await unboundDb().$executeRaw`
      INSERT INTO rule_set_versions (lab_id, rule_set_id, version, text, actor_kind, actor_name, request_id)
      VALUES (${lab.lab.id}::uuid, ${id}::uuid, 2, 'rules: [{type: gone}]', 'system', 'x', 'x')`;
    await boss.db.ruleSet.updateMany({ where: { id }, data: { version: 2 } });
    expect(await scheduleRuns(new Date())).toBe(0);
    const { data } = await listRuns(boss, { limit: 5, rule_set: 'Old' });
    expect(data).toMatchObject([{ status: 'failed', message: expect.stringContaining('line 1') }]);
  });
});
