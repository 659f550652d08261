import { describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { givenTests, type GivenTest } from '../testing-tests';
import { SLA_SETS } from './sla/sla-rows';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-10T00:00:00+02:00', to: '2026-06-11T00:00:00+02:00' };
const MINUTE = 60_000;
const fromNow = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

async function labWith(tests: GivenTest[], settings?: { headlineSegment: string }) {
  const { lab } = await makeTestLab();
  const ids = await givenTests(lab.id, tests);
  if (settings) await unboundDb().lab.update({ where: { id: lab.id }, data: { settings } });
  const headers = await storedKey(lab, 'viewer');
  const get = async (path: `/${string}`, query: Record<string, string>) => {
    const answer = await callRoute(
      { method: 'GET', path },
      { headers, query: `?${new URLSearchParams({ ...WINDOW, ...query })}` },
    );
    expect(answer.status, answer.text).toBe(200);
    return JSON.parse(answer.text);
  };
  return {
    lab,
    ids,
    ask: (query: Record<string, string> = {}) => get('/metrics/sla', query),
    rows: (which: string, query: Record<string, string> = {}) =>
      get('/metrics/sla/rows', { ...query, which }),
    numbers: async (which: string, query: Record<string, string> = {}): Promise<string[]> =>
      (await get('/metrics/sla/rows', { ...query, which })).data.map(
        (row: { specimen_id: string }) => row.specimen_id,
      ),
  };
}

const due = at('12:00');
const received = at('08:00');

const TESTS: GivenTest[] = [
  // On the moment it was due: in time.
  { specimen: 'on-the-moment', assay: 'CBC', received, released: due, due },
  { specimen: 'zero', assay: 'CBC', received, released: received, due },
  {
    specimen: 'a-ms-late',
    assay: 'CBC',
    device: 'M1',
    location: 'Ward',
    received,
    started: at('09:00'),
    resulted: at('11:00'),
    verified: at('11:30'),
    released: '2026-06-10T12:00:00.001+02:00',
    due,
  },
  {
    specimen: 'hour-late',
    assay: 'NA',
    device: 'M1',
    received,
    resulted: at('10:00'),
    verified: at('09:00'),
    released: at('13:00'),
    due,
  },
  // Never received on paper: no start, so no duration.
  { specimen: 'missing', released: at('11:00') },
  { specimen: 'negative', received, released: at('07:00'), due },
  { specimen: 'no-target', received, released: at('20:00') },
  // Due in the window, released the day after: not on time, a breach of another day.
  { specimen: 'next-day', received, released: '2026-06-11T00:00:00+02:00', due },
  { specimen: 'still-open', received, due },
  // Rejected before and after it fell due.
  { specimen: 'void-before', state: 'rejected', received, rejected: at('11:00'), due },
  { specimen: 'void-after', state: 'rejected', received, rejected: at('12:01'), due },
  { specimen: 'mistake', received, released: at('19:00'), due, voided: at('19:30') },
];

describe('the service level', () => {
  it('counts breaches strictly, and what fell due by whether it had ended', async () => {
    const { ask, numbers } = await labWith(TESTS);
    const answer = await ask();
    expect(answer).toMatchObject({
      segment: 'receive_to_release',
      total_completed: 4,
      breach_count: 2,
      breach_rate: 0.5,
      within_target: { count: 2, total: 4, percent: 50 },
      open_overdue: 1,
      at_risk: 0,
      excluded: { negative: 1, missing: 1, no_target: 1 },
      // Due: the four, negative (ended by then), next-day, still-open, void-after.
      on_time: { count: 3, total: 8, percent: 37.5 },
    });
    expect(answer.breached.ci95[0]).toBeCloseTo(15.0036, 3);
    expect(answer.breached.ci95[1]).toBeCloseTo(84.9964, 3);
    expect(await numbers('breaches')).toEqual(['hour-late', 'a-ms-late']);
    expect((await numbers('on_time')).toSorted()).toEqual(['negative', 'on-the-moment', 'zero']);
    expect((await numbers('not_on_time')).toSorted()).toEqual([
      'a-ms-late',
      'hour-late',
      'next-day',
      'still-open',
      'void-after',
    ]);
    expect(await numbers('open_overdue')).toEqual(['still-open']);
  });

  it('names the worst as the field does', async () => {
    const { ask } = await labWith(TESTS);
    expect((await ask()).sample_breaches).toEqual([
      {
        specimen_id: 'hour-late',
        assay: 'NA',
        run: 1,
        machine_id: 'M1',
        location: null,
        priority: 'ROUTINE',
        turnaround_time_minutes: 300,
        target_minutes: 240,
        received_at: '2026-06-10T06:00:00.000Z',
        processed_at: '2026-06-10T11:00:00.000Z',
      },
      expect.objectContaining({
        specimen_id: 'a-ms-late',
        turnaround_time_minutes: 240 + 1 / MINUTE,
        location: 'Ward',
      }),
    ]);
  });

  it('splits the time of breaches over what is known, and sums exactly', async () => {
    const { ask } = await labWith(TESTS);
    const { attribution } = await ask();
    expect(
      attribution.pieces.map(({ label, count, minutes }: Record<string, unknown>) => [
        label,
        count,
        minutes,
      ]),
    ).toEqual([
      ['Receipt to start', 1, 60],
      // Its verification lies before the result, and counts as unknown.
      ['Receipt to result (start unknown)', 1, 120],
      ['Start to result', 1, 120],
      ['Result to verification', 1, 30],
      ['Result to release (verification unknown)', 1, 180],
      ['Verification to release', 1, 30 + 1 / MINUTE],
    ]);
    expect(attribution).toMatchObject({ breaches: 2, total_minutes: 540 + 1 / MINUTE });
  });

  it('sets breaches finished and open beside each other by assay, machine and location', async () => {
    const { ask, rows } = await labWith(TESTS);
    const answer = await ask();
    const of = (groups: Record<string, unknown>[]) =>
      groups.map(({ key, breached, open_overdue }) => [key, breached, open_overdue]);
    expect(of(answer.by_assay)).toEqual([
      ['A', expect.objectContaining({ count: 0, total: 0, percent: null }), 1],
      ['CBC', expect.objectContaining({ count: 1, total: 3 }), 0],
      ['NA', expect.objectContaining({ count: 1, total: 1, percent: 100 }), 0],
    ]);
    expect(of(answer.by_machine)).toEqual([
      ['M1', expect.objectContaining({ count: 2, total: 2 }), 0],
      [null, expect.objectContaining({ count: 0, total: 2 }), 1],
    ]);
    expect(of(answer.by_location)).toEqual([
      ['Ward', expect.objectContaining({ count: 1, total: 1 }), 0],
      [null, expect.objectContaining({ count: 1, total: 3 }), 1],
    ]);
    expect((await rows('breaches', { location: '(none)' })).total).toBe(1);
    expect((await rows('open_overdue', { device: '(none)' })).total).toBe(1);
    expect((await rows('open_overdue', { device: 'M1' })).total).toBe(0);
  });

  it('has as many rows behind each number as it says, on pages of one too', async () => {
    const { ask, rows } = await labWith(TESTS);
    const answer = await ask();
    const expected: Record<(typeof SLA_SETS)[number], number> = {
      breaches: answer.breach_count,
      completed: answer.total_completed,
      within_target: answer.within_target.count,
      due: answer.on_time.total,
      on_time: answer.on_time.count,
      not_on_time: answer.on_time.total - answer.on_time.count,
      open_overdue: answer.open_overdue,
      at_risk: answer.at_risk,
      ...answer.excluded,
    };
    for (const which of SLA_SETS) {
      const seen = new Set<string>();
      let cursor: string | null = null;
      do {
        const page = await rows(which, { limit: '1', ...(cursor === null ? {} : { cursor }) });
        expect(page.total, which).toBe(expected[which]);
        for (const row of page.data) seen.add(row.specimen_id);
        cursor = page.next_cursor;
      } while (cursor !== null);
      expect(seen.size, which).toBe(expected[which]);
    }
  });
});

it('answers nothing with nulls, and one test with itself', async () => {
  const empty = await labWith([]);
  const month = { from: '2026-02-01T00:00:00+01:00', to: '2026-03-01T00:00:00+01:00' };
  const nothing = await empty.ask({ ...month, grain: 'month' });
  expect(nothing).toMatchObject({
    breach_count: 0,
    total_completed: 0,
    breach_rate: null,
    on_time: { count: 0, total: 0, percent: null, ci95: null },
    sample_breaches: [],
    by_assay: [],
    attribution: { breaches: 0, total_minutes: null, pieces: [] },
  });
  expect(nothing.trend).toHaveLength(1);
  expect(nothing.trend[0]).toMatchObject({ key: '2026-02', total: 0, percent: null });
  const one = await labWith([{ received, released: at('09:00'), due }]);
  expect(await one.ask()).toMatchObject({ breach_count: 0, total_completed: 1, breach_rate: 0 });
});

it('judges open work now as the worklist does, whenever it came', async () => {
  const { ask, numbers, rows } = await labWith([
    { specimen: 'late', received: fromNow(-300), due: fromNow(-60) },
    { specimen: 'later', received: fromNow(-300), due: fromNow(-120) },
    { specimen: 'risk', received: fromNow(-90), due: fromNow(10) },
    { specimen: 'calm', received: fromNow(-70), due: fromNow(30) },
    { specimen: 'no-target', received: fromNow(-900) },
    { specimen: 'void', received: fromNow(-300), due: fromNow(-60), state: 'cancelled' },
    { specimen: 'mistake', received: fromNow(-300), due: fromNow(-60), voided: fromNow(0) },
    // Taken back to be amended: its time has ended.
    {
      specimen: 'amended',
      state: 'in_process',
      received: fromNow(-300),
      released: fromNow(-200),
      due: fromNow(-60),
    },
  ]);
  expect(await ask()).toMatchObject({ open_overdue: 2, at_risk: 1, total_completed: 0 });
  expect(await numbers('open_overdue')).toEqual(['later', 'late']);
  expect(await numbers('at_risk')).toEqual(['risk']);
  const [row] = (await rows('open_overdue')).data;
  expect(row.over_minutes).toBeCloseTo(120, 0);
  expect(row.minutes).toBeCloseTo(300, 0);
});

it('counts each test of a tube, an add-on from when it was asked for, and a retest by itself', async () => {
  const { ask } = await labWith([
    { specimen: 'T', assay: 'A', received, released: at('09:00'), due },
    { specimen: 'T', assay: 'B', received, released: at('13:00'), due },
    { specimen: 'T', assay: 'C', received, due },
    // Asked for at 11:00: due at 15:00.
    { specimen: 'T', assay: 'D', received: at('11:00'), released: at('14:00'), due: at('15:00') },
    // Run 1 was released in time and invalidated; run 2 took too long.
    { specimen: 'R', assay: 'A', state: 'invalidated', received, released: at('10:00'), due },
    {
      specimen: 'R',
      assay: 'A',
      run: 2,
      received: at('10:30'),
      released: at('16:00'),
      due: at('14:30'),
    },
  ]);
  expect(await ask()).toMatchObject({
    total_completed: 5,
    breach_count: 2,
    open_overdue: 1,
    on_time: { count: 3, total: 6 },
  });
});

it('puts what fell due into the day of the lab it was due on, when clocks change too', async () => {
  const { ask, rows } = await labWith([
    {
      received: '2026-03-28T20:00:00+01:00',
      released: '2026-03-28T21:00:00+01:00',
      due: '2026-03-28T23:59:59.999+01:00',
    },
    {
      received: '2026-03-28T20:00:00+01:00',
      released: '2026-03-29T21:00:00+02:00',
      due: '2026-03-29T00:00:00+01:00',
    },
    {
      received: '2026-03-28T20:00:00+01:00',
      released: '2026-03-29T21:00:00+02:00',
      due: '2026-03-29T23:59:59.999+02:00',
    },
    {
      received: '2026-03-29T20:00:00+02:00',
      released: '2026-03-29T21:00:00+02:00',
      due: '2026-03-30T00:00:00+02:00',
    },
  ]);
  const window = { from: '2026-03-28T00:00:00+01:00', to: '2026-03-31T00:00:00+02:00' };
  const { trend } = await ask(window);
  expect(trend.map((p: Record<string, unknown>) => [p.key, p.count, p.total])).toEqual([
    ['2026-03-28', 1, 1],
    ['2026-03-29', 1, 2],
    ['2026-03-30', 1, 1],
  ]);
  for (const { timestamp, until, total } of trend) {
    expect((await rows('due', { from: timestamp, to: until })).total).toBe(total);
  }
  const weeks = await ask({
    from: '2026-12-21T00:00:00+01:00',
    to: '2027-01-11T00:00:00+01:00',
    grain: 'week',
  });
  expect(weeks.trend.map(({ key }: { key: string }) => key)).toEqual([
    '2026-12-21',
    '2026-12-28',
    '2027-01-04',
  ]);
});

it('follows the lab’s headline segment, its end and the parts of its time', async () => {
  const { ask, numbers } = await labWith(
    [
      // Verified in time, released late: no breach of receive_to_verify.
      { specimen: 'ok', received, verified: at('11:00'), released: at('15:00'), due },
      { specimen: 'late', received, started: at('12:30'), verified: at('13:00'), due },
    ],
    { headlineSegment: 'receive_to_verify' },
  );
  const answer = await ask();
  expect(answer).toMatchObject({
    segment: 'receive_to_verify',
    total_completed: 2,
    breach_count: 1,
    open_overdue: 0,
    on_time: { count: 1, total: 2 },
  });
  expect(answer.attribution.pieces.map(({ label }: { label: string }) => label)).toEqual([
    'Receipt to start',
    'Start to verification (result unknown)',
  ]);
  expect(answer.sample_breaches[0]).toMatchObject({ specimen_id: 'late', processed_at: null });
  expect(await numbers('breaches')).toEqual(['late']);
});

it('holds each test against the target in force when it came, though it changed in the window', async () => {
  const { lab, ask, numbers } = await labWith([
    { specimen: 'seed', received: '2026-01-01T08:00:00Z' },
  ]);
  const db = unboundDb();
  const change = new Date(at('10:00'));
  const old = await db.target.findFirstOrThrow({ where: { labId: lab.id } });
  await db.target.update({
    where: { id: old.id },
    data: { effectiveTo: change },
  });
  const { id: _id, createdAt: _at, ...same } = old;
  await db.target.create({
    data: {
      ...same,
      id: newId(),
      createdAt: change,
      minutes: 60,
      effectiveFrom: change,
      effectiveTo: null,
    },
  });
  const headers = await storedKey(lab, 'technician');
  const enter = async (number: string, receivedAt: string) => {
    const created = await callRoute(
      { method: 'POST', path: '/specimens' },
      { headers, body: { specimen_id: number, assay: 'A', received_at: receivedAt } },
    );
    expect(created.status, created.text).toBe(201);
  };
  await enter('before', '2026-06-10T09:59:59.999+02:00');
  await enter('after', at('10:00'));
  // Both took two hours.
  await db.$executeRaw`UPDATE ordered_tests SET released_at = received_at + interval '2 hours',
    state_key = 'published' WHERE lab_id = ${lab.id}::uuid AND received_at > '2026-06-01'`;
  expect(await ask()).toMatchObject({ total_completed: 2, breach_count: 1 });
  expect(await numbers('breaches')).toEqual(['after']);
  expect(await numbers('within_target')).toEqual(['before']);
});
