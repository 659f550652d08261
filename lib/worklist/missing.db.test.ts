import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { missingEndpoint } from './endpoints';
import { readMissing } from './read-missing';

type PersonCtx = Awaited<ReturnType<TestLab['ctxFor']>>;

const NOW = new Date('2026-03-02T12:00:00Z');
const clock = (time: string) => `2026-03-02T${time}:00Z`;
const state = 'expected';

let lab: TestLab;
let viewer: PersonCtx;

const ask = (given: Record<string, unknown> = {}, ctx = viewer) =>
  readMissing(ctx, missingEndpoint.query.parse(given));

beforeAll(async () => {
  lab = await makeTestLab();
  viewer = await lab.ctxFor('viewer', NOW);
  const labId = lab.lab.id;
  const db = unboundDb();
  // The lab: 120 minutes. The intensive care unit: 15.
  const icu = { id: newId(), labId, name: 'ICU', missingAfterMinutes: 15 };
  await db.location.createMany({ data: [icu, { id: newId(), labId, name: 'Ward' }] });
  await givenTests(labId, [
    { specimen: 'icu-16', location: 'ICU', collected: clock('11:44'), state },
    { specimen: 'icu-15', location: 'ICU', collected: clock('11:45'), state },
    { specimen: 'ward-121', location: 'Ward', collected: clock('09:59'), state, assay: 'A' },
    { specimen: 'ward-121', location: 'Ward', collected: clock('09:59'), state, assay: 'B' },
    { specimen: 'ward-120', location: 'Ward', collected: clock('10:00'), state },
    { specimen: 'nowhere-180', collected: clock('09:00'), state },
    { specimen: 'stat-icu-20', location: 'ICU', ordered: clock('11:40'), priority: 'STAT', state },
    { specimen: 'routine-ordered', location: 'ICU', ordered: clock('08:00'), state },
    // Collected counts, though it was ordered STAT long before.
    {
      specimen: 'stat-collected',
      location: 'ICU',
      ordered: clock('08:00'),
      collected: clock('11:50'),
      priority: 'STAT',
      state,
    },
    { specimen: 'came', location: 'ICU', collected: clock('08:00'), received: clock('09:00') },
    { specimen: 'cancelled', location: 'ICU', collected: clock('08:00'), state: 'cancelled' },
    {
      specimen: 'voided',
      location: 'ICU',
      collected: clock('08:00'),
      state,
      voided: clock('09:00'),
    },
    // Nobody received it, but it is being worked on.
    { specimen: 'half', location: 'ICU', collected: clock('08:00'), state, assay: 'A' },
    {
      specimen: 'half',
      location: 'ICU',
      collected: clock('08:00'),
      state: 'in_process',
      assay: 'B',
    },
  ]);
});

describe('missing specimens', () => {
  it('are late by the minutes of their location or the lab, longest waiting first', async () => {
    const { data, total, by_location: places } = await ask();
    expect(
      data.map((row) => [
        row.specimen_id,
        row.since,
        row.waited_minutes,
        row.missing_after_minutes,
      ]),
    ).toEqual([
      ['nowhere-180', 'collected', 180, 120],
      ['ward-121', 'collected', 121, 120],
      ['stat-icu-20', 'ordered', 20, 15],
      ['icu-16', 'collected', 16, 15],
    ]);
    expect(data[1]?.assays).toEqual(['A', 'B']);
    expect(total).toBe(4);
    expect(places).toEqual([
      {
        location: null,
        count: 1,
        oldest_at: '2026-03-02T09:00:00.000Z',
        missing_after_minutes: 120,
      },
      {
        location: 'Ward',
        count: 1,
        oldest_at: '2026-03-02T09:59:00.000Z',
        missing_after_minutes: 120,
      },
      {
        location: 'ICU',
        count: 2,
        oldest_at: '2026-03-02T11:40:00.000Z',
        missing_after_minutes: 15,
      },
    ]);
  });

  it('are missing a minute later, and sooner where the lab says so', async () => {
    const later = await lab.ctxFor('viewer', new Date(NOW.getTime() + 1));
    const numbers = (await ask({}, later)).data.map((row) => row.specimen_id);
    expect(numbers).toEqual(expect.arrayContaining(['ward-120', 'icu-15']));
    const strict = await makeTestLab();
    await givenTests(strict.lab.id, [{ specimen: 's', collected: clock('11:54'), state }]);
    const ctx = await strict.ctxFor('viewer', NOW);
    expect((await ask({}, ctx)).total).toBe(0);
    await unboundDb().lab.update({
      where: { id: strict.lab.id },
      data: { settings: { missingAfterMinutes: 5 } },
    });
    expect((await ask({}, ctx)).data.map((row) => row.specimen_id)).toEqual(['s']);
  });

  it('are narrowed, while the other locations can still be chosen', async () => {
    const icu = await ask({ location: 'icu' });
    expect(icu.data.map((row) => row.specimen_id)).toEqual(['stat-icu-20', 'icu-16']);
    expect(icu.total).toBe(2);
    expect(icu.by_location).toHaveLength(3);
    expect((await ask({ assay: 'B' })).data.map((row) => row.specimen_id)).toEqual(['ward-121']);
    expect((await ask({ priority: 'STAT' })).data.map((row) => row.specimen_id)).toEqual([
      'stat-icu-20',
    ]);
    await expect(ask({ location: 'nowhere' })).rejects.toMatchObject({
      fields: [{ field: 'location' }],
    });
  });

  it('page completely and once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await ask({ limit: 1, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map((row) => row.specimen_id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(['nowhere-180', 'ward-121', 'stat-icu-20', 'icu-16']);
    await expect(ask({ cursor: 'forged' })).rejects.toMatchObject({
      fields: [{ field: 'cursor' }],
    });
  });

  it('come with what is pending, the assay with the oldest test first', async () => {
    const { pending } = await ask();
    const db = unboundDb();
    const open = await db.orderedTest.count({
      where: {
        labId: lab.lab.id,
        stateKey: { in: ['expected', 'received', 'in_process'] },
        voidedAt: null,
      },
    });
    expect(pending.reduce((sum, row) => sum + row.open, 0)).toBe(open);
    const times = pending.map((row) => Date.parse(row.oldest_at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(pending.find((row) => row.assay === 'A')?.oldest_at).toBe('2026-03-02T08:00:00.000Z');
  });

  it('are nobody else’s', async () => {
    const stranger = await (await makeTestLab()).ctxFor('admin', NOW);
    const answer = await ask({}, stranger);
    expect(answer).toMatchObject({ data: [], total: 0, by_location: [], pending: [] });
  });
});
