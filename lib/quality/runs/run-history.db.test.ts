import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import { BUILT_IN } from '../built-in-ref';
import { NewRuleSet } from '../contract';
import type { Finding } from '../judgement';
import { createRuleSet } from '../rule-sets/create-rule-set';
import { readRunFindings } from './read-run';
import { runBefore } from './run-before';
import { runHistory } from './run-history';

const TEXT = 'rules: [{ name: Rows, type: row_count, min: 1 }]';

let made: TestLab;
let ctx: Ctx;
let manager: Ctx;
beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('viewer');
  manager = await made.ctxFor('manager');
});

const makeSet = (name: string) => createRuleSet(manager, NewRuleSet.parse({ name, text: TEXT }));

function finding(given: Partial<Finding>): Finding {
  return {
    rule: 0,
    name: 'Rows',
    description: '',
    type: 'range',
    severity: 'ERROR',
    verdict: 'fail',
    checked: 100,
    failed: 0,
    may_fail: 0,
    unjudged: 0,
    reason: null,
    violations: 0,
    by_column: [],
    examples: [],
    ...given,
  };
}

const CSV = {
  source: 'csv',
  trigger: 'asked',
  fileSize: 1,
  from: null,
  to: null,
} as const;

let minute = 0;
type Row = Partial<Prisma.QualityRunUncheckedCreateInput>;

/** A run over the lab's data that has finished, each begun a minute after the last. */
async function aRun(given: Row = {}, by: Ctx = ctx): Promise<string> {
  minute += 1;
  const id = newId();
  const createdAt = new Date(Date.UTC(2026, 10, 1, 0, minute));
  await by.db.qualityRun.create({
    data: {
      id,
      labId: by.lab.id,
      source: 'lab',
      trigger: 'schedule',
      status: 'finished',
      verdict: 'pass',
      rulesName: 'Rules',
      rules: { rules: [], notes: [] },
      findings: [],
      rowsDone: 100,
      from: new Date(0),
      to: createdAt,
      createdAt,
      finishedAt: createdAt,
      actorKind: 'system',
      actorName: 'schedule',
      requestId: 'test',
      ...given,
    },
  });
  return id;
}

describe('the history of rule sets', () => {
  it('has the newest runs of each, the oldest first, and rows at fault by severity', async () => {
    const [one, other] = [await makeSet('One'), await makeSet('Other')];
    const of = (ruleSetId: string) => ({ ruleSetId, ruleSetVersion: 1 });
    await aRun(of(one.id));
    const second = await aRun({
      ...of(one.id),
      verdict: 'fail',
      findings: [
        finding({ failed: 3 }),
        finding({ rule: 1, failed: 4, severity: 'WARNING', verdict: 'pass' }),
        finding({ rule: 2, failed: 5, severity: 'WARNING' }),
        finding({ rule: 3, failed: 6, severity: 'INFO' }),
        finding({ rule: 4, failed: 1, type: 'row_count' }),
      ],
    });
    const third = await aRun({ ...of(one.id), status: 'failed', verdict: null });
    await aRun({ ...of(one.id), ...CSV, fileName: 'a.csv' });
    await aRun({ ...of(one.id), status: 'running', verdict: null, finishedAt: null });
    const built = await aRun({ rulesName: 'Built-in rules' });
    const history = await runHistory(ctx, [one.id, other.id, BUILT_IN], 2);
    expect([...history.keys()]).toEqual([one.id, other.id, BUILT_IN]);
    expect(history.get(one.id)).toMatchObject([
      { id: second, verdict: 'fail', failed_errors: 3, failed_warnings: 9, failed_infos: 6 },
      { id: third, verdict: null, failed_errors: 0 },
    ]);
    expect(history.get(other.id)).toEqual([]);
    expect(history.get(BUILT_IN)?.map(({ id }) => id)).toEqual([built]);
  });

  it('is of one lab', async () => {
    const set = await makeSet('Ours alone');
    await aRun({ ruleSetId: set.id, ruleSetVersion: 1 });
    const foreign = await (await makeTestLab()).ctxFor('admin');
    expect((await runHistory(foreign, [set.id, BUILT_IN], 5)).get(set.id)).toEqual([]);
    expect((await runHistory(foreign, [BUILT_IN], 5)).get(BUILT_IN)).toEqual([]);
  });
});

describe('the run before', () => {
  it('is the last of the same rules over the same sort of data', async () => {
    const set = await makeSet('Compared');
    const of = { ruleSetId: set.id, ruleSetVersion: 1 };
    const first = await aRun({ ...of, findings: [finding({ failed: 7 })] });
    await aRun({ ...of, status: 'failed', verdict: null });
    await aRun({ ...of, ...CSV, fileName: 'a.csv' });
    await aRun({});
    const second = await aRun({ ...of, ruleSetVersion: 2 });
    const before = await runBefore(ctx, await readRunFindings(ctx, second));
    expect(before).toMatchObject({
      id: first,
      verdict: 'pass',
      version: 1,
      rows: 100,
      findings: [{ name: 'Rows', failed: 7 }],
    });
    expect(await runBefore(ctx, await readRunFindings(ctx, first))).toBeNull();
  });

  it('is of a file that of the same name', async () => {
    const csv = {
      source: 'csv',
      fileSize: 1,
      from: null,
      to: null,
      rulesName: 'Built-in',
    } as const;
    const first = await aRun({ ...csv, fileName: 'north.csv' });
    await aRun({ ...csv, fileName: 'south.csv' });
    await aRun({ ...csv, fileName: 'north.csv', rulesName: 'Others' });
    const last = await aRun({ ...csv, fileName: 'north.csv' });
    expect(await runBefore(ctx, await readRunFindings(ctx, last))).toMatchObject({ id: first });
  });
});

it('is read by whoever may read the lab, without the rows at fault', async () => {
  const id = await aRun({ findings: [finding({ failed: 2, violations: 2 })] });
  const run = await readRunFindings(ctx, id);
  expect(run).not.toHaveProperty('violations');
  expect(run).toMatchObject({ rows_kept: false, can_cancel: false, verdict: 'pass' });
  const device = made.keyCtxFor('instrument', newId());
  await expect(runHistory(device, [BUILT_IN], 1)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(runBefore(device, run)).rejects.toMatchObject({ code: 'forbidden' });
});
