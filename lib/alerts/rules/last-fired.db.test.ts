import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { lastFired } from './last-fired';

const db = unboundDb();
let home: TestLab;
let other: TestLab;

beforeAll(async () => {
  home = await makeTestLab();
  other = await makeTestLab();
});

/** A rule of a lab, with an alert for each time it fired; null for one that only pends. */
async function ruleThatFired({ lab }: TestLab, times: readonly (string | null)[]) {
  const id = newId();
  const labId = lab.id;
  await db.alertRule.create({
    data: { id, labId, name: `Rule ${id}`, kind: 'sla_breach', severity: 'warning' },
  });
  const began = new Date('2026-03-01T07:00:00Z');
  await db.alert.createMany({
    data: times.map((time, index) => ({
      id: newId(),
      labId,
      ruleId: id,
      fingerprint: String(index),
      severity: 'warning' as const,
      status: time === null ? ('pending' as const) : ('firing' as const),
      subjectKind: 'test',
      subjectId: newId(),
      summary: 'S-1 CBC is late',
      startedAt: began,
      seenAt: began,
      firedAt: time === null ? null : new Date(time),
    })),
  });
  return id;
}

describe('when rules fired last', () => {
  it('is the latest of each, and nothing for one that never did', async () => {
    const often = await ruleThatFired(home, ['2026-03-01T08:00:00Z', '2026-03-02T08:00:00Z']);
    const never = await ruleThatFired(home, [null]);
    const ctx = await home.ctxFor('viewer');
    const fired = await lastFired(ctx, [often, never]);
    expect([...fired]).toEqual([[often, new Date('2026-03-02T08:00:00Z')]]);
    expect(await lastFired(ctx, [])).toEqual(new Map());
  });

  it('is not told of rules that were not asked for, nor of another lab’s', async () => {
    const own = await ruleThatFired(home, ['2026-03-01T08:00:00Z']);
    const foreign = await ruleThatFired(other, ['2026-03-01T08:00:00Z']);
    const ctx = await home.ctxFor('viewer');
    expect([...(await lastFired(ctx, [foreign])).keys()]).toEqual([]);
    expect([...(await lastFired(ctx, [own])).keys()]).toEqual([own]);
  });

  it('is not for an instrument’s key', async () => {
    const ctx = home.keyCtxFor('instrument');
    await expect(lastFired(ctx, [])).rejects.toMatchObject({ code: 'forbidden' });
  });
});
