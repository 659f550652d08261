import { expect, it } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import type { CriticalClosing } from '@/lib/results/contract';
import { newId } from '@/lib/platform/ids';
import { figureOfLab } from './testing-figure';

const WINDOW = { from: '2026-03-28T00:00:00+01:00', to: '2026-03-30T00:00:00+02:00' };

type Given = {
  specimen: string;
  analyte?: string;
  location?: string;
  available: string;
  confirmed?: string;
  closed?: CriticalClosing;
  voided?: boolean;
};

async function labWith(given: Given[], window = WINDOW) {
  const figure = await figureOfLab(
    'criticals',
    given.map(({ specimen, location, voided }) => ({
      specimen,
      location,
      received: '2026-03-27T08:00:00Z',
      ...(voided ? { voided: '2026-03-29T20:00:00Z' } : {}),
    })),
    window,
  );
  const db = unboundDb();
  const labId = figure.lab.id;
  const analytes = new Map<string, string>();
  for (const code of new Set(given.map(({ analyte = 'K' }) => analyte))) {
    const id = newId();
    analytes.set(code, id);
    await db.analyte.create({ data: { id, labId, code, name: `Analyte ${code}` } });
  }
  for (const [place, one] of given.entries()) {
    const id = newId();
    const closedAs = one.closed ?? (one.confirmed ? ('CONFIRMED' as const) : null);
    await db.critical.create({
      data: {
        id,
        labId,
        testId: figure.ids[place] ?? '',
        analyteId: analytes.get(one.analyte ?? 'K') ?? '',
        availableAt: new Date(one.available),
        ...(closedAs
          ? {
              closedAs,
              closedAt: new Date(one.confirmed ?? Date.parse(one.available) + 60_000),
              closedBy: 'Test person',
              ...(closedAs === 'CONFIRMED' ? {} : { closeReason: 'Given' }),
              ...(closedAs === 'CLOSED_UNREACHED' ? { escalatedTo: 'Head of ward' } : {}),
            }
          : {}),
      },
    });
    if (!one.confirmed) continue;
    // A first call that reached somebody without reading back does not count.
    for (const outcome of ['REACHED_NO_READBACK', 'CONFIRMED'] as const) {
      await db.criticalNotification.create({
        data: {
          id: newId(),
          labId,
          criticalId: id,
          outcome,
          notifiedTo: 'Ward',
          readBack: outcome === 'CONFIRMED',
          at: new Date(outcome === 'CONFIRMED' ? one.confirmed : one.available),
          value: '7.1',
          actorKind: 'person',
          actorId: newId(),
          actorName: 'Test person',
          requestId: newId(),
        },
      });
    }
  }
  return figure;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const GIVEN: Given[] = [
  {
    specimen: 'at-30',
    location: 'ICU',
    available: '2026-03-28T10:00:00Z',
    confirmed: '2026-03-28T10:30:00Z',
  },
  {
    specimen: 'a-ms-more',
    available: '2026-03-28T10:00:00Z',
    confirmed: '2026-03-28T10:30:00.001Z',
  },
  // Told from the analyser, within the minute people type, before the result was here.
  {
    specimen: 'before',
    analyte: 'NA',
    available: '2026-03-28T23:00:00Z',
    confirmed: '2026-03-28T22:59:30Z',
  },
  { specimen: 'withdrawn', available: '2026-03-28T11:00:00Z', closed: 'WITHDRAWN' },
  { specimen: 'not-required', available: '2026-03-28T11:00:00Z', closed: 'NOT_REQUIRED' },
  {
    specimen: 'unreached',
    location: 'ICU',
    available: '2026-03-29T21:59:59.999Z',
    closed: 'CLOSED_UNREACHED',
  },
  { specimen: 'long-open', available: '2026-03-28T12:00:00Z' },
  { specimen: 'mistake', available: '2026-03-28T12:00:00Z', voided: true },
  {
    specimen: 'day-before',
    available: '2026-03-27T22:59:59.999Z',
    confirmed: '2026-03-27T23:30:00Z',
  },
  { specimen: 'day-after', available: '2026-03-29T22:00:00Z' },
];

it('is the share confirmed in time of what had to be called', async () => {
  const { ask, numbers, rows } = await labWith(GIVEN);
  const answer = await ask();
  expect(answer).toMatchObject({
    within_minutes: 30,
    available: 7,
    handled: { count: 2, total: 5, percent: 40 },
    late: 3,
    in_time: 0,
    withdrawn: 1,
    not_required: 1,
    unreached: 1,
    confirmed: { n: 3, p50: 30 },
    open_now: { count: 2, overdue: 2 },
  });
  // Type 7 of 0, 30 and 30 and a ms: 30 + 0.8 ms.
  expect(answer.confirmed.p90).toBeCloseTo(30 + 0.8 / 60_000, 9);
  expect(answer.open_now.longest.map((row: Record<string, unknown>) => row.specimen_id)).toEqual([
    'long-open',
    'day-after',
  ]);
  const of = (groups: Record<string, unknown>[]) =>
    groups.map(({ key, available, handled }) => [key, available, handled]);
  expect(of(answer.by_analyte)).toEqual([
    ['K', 6, expect.objectContaining({ count: 1, total: 4 })],
    ['NA', 1, expect.objectContaining({ count: 1, total: 1 })],
  ]);
  expect(of(answer.by_location)).toEqual([
    [null, 5, expect.objectContaining({ count: 1, total: 3 })],
    ['ICU', 2, expect.objectContaining({ count: 1, total: 2 })],
  ]);
  // Midnight of the 29th is 23:00 UTC, that of the 30th 22:00: a day of 23 hours.
  expect(answer.trend.map((p: Record<string, unknown>) => [p.key, p.available])).toEqual([
    ['2026-03-28', 5],
    ['2026-03-29', 2],
  ]);
  const totals = {
    available: 7,
    within: 2,
    late: 3,
    in_time: 0,
    open: 2,
    confirmed: 3,
    withdrawn: 1,
    not_required: 1,
    unreached: 1,
  };
  for (const [which, total] of Object.entries(totals)) {
    const page = await rows(which);
    expect([which, page.total, page.data.length]).toEqual([which, total, total]);
  }
  expect((await numbers('late')).toSorted()).toEqual(['a-ms-more', 'long-open', 'unreached']);
  expect((await rows('available', { analyte: 'na' })).total).toBe(1);
  expect((await rows('available', { location: '(none)' })).total).toBe(5);
  const first = await rows('available', { limit: '4' });
  const second = await rows('available', { limit: '4', cursor: first.next_cursor });
  expect([first.data.length, second.data.length, second.next_cursor]).toEqual([4, 3, null]);
  expect((await ask({ within_minutes: '31' })).handled).toMatchObject({ count: 3, total: 5 });
});

it('takes the lab’s own minutes, and has no verdict on what is open for less', async () => {
  const { ask, lab } = await labWith(
    [
      { specimen: 'just-now', available: ago(5) },
      { specimen: 'too-long', available: ago(11) },
    ],
    { from: ago(60), to: ago(-60) },
  );
  await unboundDb().lab.update({
    where: { id: lab.id },
    data: { settings: { criticalMinutes: 10 } },
  });
  expect(await ask()).toMatchObject({
    within_minutes: 10,
    available: 2,
    in_time: 1,
    handled: { count: 0, total: 1, percent: 0 },
    open_now: { count: 2, overdue: 1 },
  });
});

it('of nothing is null', async () => {
  const { ask } = await labWith([]);
  expect(await ask()).toMatchObject({
    available: 0,
    handled: { count: 0, total: 0, percent: null, ci95: null },
    confirmed: { n: 0, p50: null, p90: null },
    open_now: { count: 0, overdue: 0, longest: [] },
    by_analyte: [],
  });
});
