import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { dataQuality } from './data-quality';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';

const at = (hour: number) => new Date(Date.parse('2026-06-10T00:00:00Z') + hour * 3_600_000);

let home: TestLab;
let ctx: Ctx;
let nightly: string;

async function ruleSet(labId: string, name: string, removedAt: Date | null = null) {
  const id = newId();
  await unboundDb().ruleSet.create({ data: { id, labId, name, removedAt } });
  return id;
}

type Verdict = 'pass' | 'warn' | 'fail' | 'unjudged';
type Given = Partial<{
  trigger: 'schedule' | 'asked' | 'import';
  to: Date;
  source: 'lab' | 'csv';
  status: 'finished' | 'failed';
}>;

/** A run of a rule set that ended at an hour, asked for a minute before. */
async function judged(
  labId: string,
  ruleSetId: string,
  hour: number,
  verdict: Verdict,
  { trigger = 'schedule', source = 'lab', status = 'finished', to }: Given = {},
): Promise<void> {
  const created = new Date(at(hour).getTime() - 60_000);
  await unboundDb().qualityRun.create({
    data: {
      id: newId(),
      labId,
      source,
      trigger,
      status,
      ruleSetId,
      ruleSetVersion: 1,
      rulesName: 'Nightly',
      rules: { rules: [], notes: [] },
      ...(source === 'csv'
        ? { fileName: 'x.csv', fileSize: 3 }
        : { from: at(hour - 24), to: to ?? created }),
      verdict: status === 'finished' ? verdict : null,
      errors: verdict === 'fail' ? 2 : 0,
      warnings: verdict === 'warn' || verdict === 'fail' ? 1 : 0,
      actorKind: 'system',
      actorName: 'test',
      requestId: 'test',
      createdAt: created,
      finishedAt: at(hour),
    },
  });
}

beforeAll(async () => {
  home = await makeTestLab();
  ctx = await home.ctxFor('viewer');
  const labId = home.lab.id;
  nightly = await ruleSet(labId, 'Nightly');
  await judged(labId, nightly, 0, 'pass');
  await judged(labId, nightly, 2, 'fail');
  // None of these is a word on how the lab stands.
  await judged(labId, nightly, 3, 'pass', { trigger: 'asked', to: at(-100) });
  await judged(labId, nightly, 3, 'pass', { source: 'csv' });
  await judged(labId, nightly, 3, 'pass', { status: 'failed' });
  await judged(labId, nightly, 4, 'fail');
  await judged(labId, nightly, 5, 'unjudged');
  await judged(labId, nightly, 6, 'warn');
  await judged(labId, nightly, 8, 'pass', { trigger: 'asked' });
  await judged(labId, nightly, 10, 'fail', { trigger: 'import' });
  await judged(labId, nightly, 11, 'pass');
  await judged(labId, nightly, 12, 'pass', { trigger: 'import' });
  const removed = await ruleSet(labId, 'Removed', at(15));
  await judged(labId, removed, 14, 'fail');
  const other = await makeTestLab();
  await judged(other.lab.id, await ruleSet(other.lab.id, 'Theirs'), 1, 'fail');
}, 60_000);

const find = (hour: number, given: object = {}) =>
  findAt(dataQuality, worldAt(ctx, at(hour)), {
    filters: {},
    params: params.dataQuality(given),
  });
const named = async (hour: number, given: object = {}) =>
  (await find(hour, given)).map(({ summary }) => summary);

const FAILED = 'Nightly: 2 rules failed, 1 rule warned';

describe('a rule set that does not hold', () => {
  it('is found from the first run that failed until one passes', async () => {
    expect(await named(1.9)).toEqual([]);
    expect(await named(2)).toEqual([FAILED]);
    expect(await named(3.5)).toEqual([FAILED]);
    // Not to be judged is not to pass.
    expect(await named(5.5)).toEqual([FAILED]);
    expect(await named(6)).toEqual([]);
    expect((await find(4))[0]).toMatchObject({
      fingerprint: nightly,
      subject: { kind: 'rule_set', id: nightly },
      since: at(2),
      value: 3,
      unit: 'count',
      threshold: null,
    });
  });

  it('is found for warnings and what could not be judged where a rule says so', async () => {
    const warn = { at_least: 'warn' };
    expect(await named(5, warn)).toEqual(['Nightly: nothing could be judged']);
    expect(await named(6, warn)).toEqual(['Nightly: 1 rule warned']);
    expect((await find(7, warn))[0]?.since).toEqual(at(2));
    expect(await named(8, warn)).toEqual([]);
  });

  it('is found for imports by themselves', async () => {
    expect(await named(11.5)).toEqual(['Nightly, after an import: 2 rules failed, 1 rule warned']);
    expect(await named(12)).toEqual([]);
  });

  it('is found until it is removed, or nothing ran for 60 days', async () => {
    expect(await named(14)).toEqual(['Removed: 2 rules failed, 1 rule warned']);
    expect(await named(15)).toEqual([]);
    const lab = await makeTestLab();
    const theirs = await lab.ctxFor('viewer');
    await judged(lab.lab.id, await ruleSet(lab.lab.id, 'Once'), 0, 'fail');
    const rule = { filters: {}, params: params.dataQuality({}) };
    const found = async (hour: number) =>
      (await findAt(dataQuality, worldAt(theirs, at(hour)), rule)).length;
    expect(await found(59 * 24)).toBe(1);
    expect(await found(60 * 24)).toBe(0);
  });

  it('has spells that contain each moment at which it is found, and no other', async () => {
    const period = { from: at(-1), to: at(20) };
    const moments = [...Array(42).keys()].map((half) => at(half / 2 - 0.9));
    for (const given of [{}, { at_least: 'warn' }]) {
      const rule = { filters: {}, params: params.dataQuality(given) };
      const asked = await foundAndSpelled(dataQuality, ctx, rule, period, moments);
      expect(asked.spelled).toEqual(asked.found);
      expect(asked.spells).toHaveLength(3);
    }
    const rule = { filters: {}, params: params.dataQuality({}), kind: 'data_quality' as const };
    const short = { from: at(3), to: at(5) };
    expect(await dataQuality.spells(worldAt(ctx, short.to), rule, short)).toMatchObject([
      { from: at(2), to: null, value: 3 },
    ]);
  });
});
