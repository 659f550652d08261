import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingMinutesBetween } from '@/lib/labs/working-time';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { NewLab } from '@/lib/labs/create-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { TatQuery } from '../contract';
import { box, percentile } from '../percentiles';
import { ROW_SETS, TatRowsQuery, type RowSet } from './rows-contract';
import { turnaround } from './tat';
import { turnaroundRows } from './tat-rows';
import { givenTests, type GivenTest } from '../testing-tests';

const DAY = { from: '2026-06-10T00:00:00+02:00', to: '2026-06-11T00:00:00+02:00' };
const NOW = new Date('2026-06-10T20:00:00+02:00');

async function labWith(tests: GivenTest[], lab: Partial<NewLab> = {}, now = NOW) {
  const given = await makeTestLab(lab);
  const ids = await givenTests(given.lab.id, tests);
  const ctx = await given.ctxFor('viewer', now);
  return {
    ids,
    ctx,
    lab: given.lab,
    ask: (query: Record<string, string | string[]> = {}) =>
      turnaround(ctx, TatQuery.parse({ ...DAY, ...query })),
    rows: (which: RowSet, query: Record<string, string | string[]> = {}) =>
      turnaroundRows(ctx, TatRowsQuery.parse({ ...DAY, ...query, which })),
  };
}

const clock = (time: string) => `2026-06-10T${time}:00+02:00`;

describe('the cohort', () => {
  it('counts by the end in [from, to), zero too, and leaves out what it says', async () => {
    const { ask, rows } = await labWith([
      {
        specimen: 'before',
        received: '2026-06-09T20:00:00+02:00',
        released: '2026-06-09T23:59:59.999+02:00',
      },
      {
        specimen: 'first',
        received: '2026-06-09T20:00:00+02:00',
        released: '2026-06-10T00:00:00+02:00',
      },
      { specimen: 'zero', received: clock('08:00'), released: clock('08:00') },
      { specimen: 'hour', received: clock('08:00'), released: clock('09:00') },
      { specimen: 'after', received: clock('08:00'), released: '2026-06-11T00:00:00+02:00' },
      { specimen: 'negative', received: clock('10:00'), released: clock('09:59') },
      { specimen: 'missing', released: clock('10:00') },
      { specimen: 'unfinished', received: clock('10:00') },
      { specimen: 'long-open', received: '2026-06-01T10:00:00+02:00' },
      {
        specimen: 'rejected',
        state: 'rejected',
        received: clock('10:00'),
        rejected: clock('10:05'),
      },
      {
        specimen: 'mistake',
        received: clock('10:00'),
        released: clock('11:00'),
        voided: clock('12:00'),
      },
      {
        specimen: 'invalidated',
        state: 'invalidated',
        received: clock('10:00'),
        released: clock('12:00'),
      },
    ]);
    const answer = await ask();
    expect(answer).toMatchObject({
      unit: 'minutes',
      segment: 'receive_to_release',
      assay: null,
      total_specimens: 4,
      min: 0,
      p50: 90,
      max: 240,
      excluded: { negative: 1, missing: 1, unfinished: 1, void: 2 },
      changed_later: { amended: 0, invalidated: 1 },
    });
    const names = async (which: RowSet) => (await rows(which)).data.map((row) => row.specimen_id);
    expect(await names('included')).toEqual(['first', 'invalidated', 'hour', 'zero']);
    expect(await names('negative')).toEqual(['negative']);
    expect(await names('missing')).toEqual(['missing']);
    expect(await names('unfinished')).toEqual(['unfinished']);
    expect((await names('void')).toSorted()).toEqual(['mistake', 'rejected']);
    expect(await names('invalidated')).toEqual(['invalidated']);
  });

  it('has nulls and no zero where there is nothing to count', async () => {
    const { ask } = await labWith([]);
    const answer = await ask({ group_by: 'assay' });
    expect(answer).toMatchObject({
      p50: null,
      p99: null,
      mean: null,
      max: null,
      box: null,
      total_specimens: 0,
      within_target: { count: 0, total: 0, percent: null, ci95: null },
      on_time: { count: 0, total: 0, percent: null, ci95: null },
      groups: [],
    });
  });

  it('does not wait for a step that was skipped', async () => {
    const { ask, rows } = await labWith([
      { received: clock('08:00'), started: clock('08:10'), released: clock('09:00') },
      { received: clock('08:00'), started: clock('08:20') },
    ]);
    const segment = 'start_to_result';
    expect((await ask({ segment })).excluded).toMatchObject({ missing: 1, unfinished: 1 });
    expect((await rows('missing', { segment })).total).toBe(1);
    expect((await rows('unfinished', { segment })).total).toBe(1);
    expect((await rows('void', { segment })).total).toBe(0);
  });

  it('counts open work in, where asked, as lasting at least until now', async () => {
    const begun = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
    const done = (minutes: number) => ({
      received: begun(300),
      released: begun(300 - minutes),
    });
    const { ask } = await labWith([
      done(10),
      done(20),
      { received: begun(15) },
      { received: begun(200) },
      { received: begun(100), state: 'rejected', rejected: begun(90) },
      { received: begun(50), released: begun(60) },
    ]);
    // At 10 one of four ends, 3/4 last longer; one is censored at 15; at 20 one of two ends: 3/8.
    expect((await ask({ censored: 'true' })).censored).toEqual({
      n: 4,
      open: 2,
      p50: 20,
      p90: null,
      ordinary: { n: 2, p50: 15, p90: 19 },
    });
    expect((await ask()).censored).toBeNull();
    const { histogram } = await ask();
    expect(histogram?.data.filter(({ count }) => count > 0)).toEqual([
      { from: 10, to: 11, count: 1 },
      { from: 20, to: null, count: 1 },
    ]);
  });

  it('keeps an amended test where it was, and says so', async () => {
    const { ask, rows, ids } = await labWith([
      { specimen: 'S', state: 'in_process', received: clock('08:00'), released: clock('09:00') },
    ]);
    await unboundDb().orderedTest.updateMany({ where: { id: ids[0] }, data: { amendedAt: NOW } });
    expect(await ask()).toMatchObject({ total_specimens: 1, changed_later: { amended: 1 } });
    expect((await rows('amended')).total).toBe(1);
    expect(await ask({ unit: 'specimen' })).toMatchObject({ changed_later: { amended: 1 } });
  });

  it('sees nothing of another lab', async () => {
    await labWith([{ received: clock('08:00'), released: clock('09:00') }]);
    const { ask, rows } = await labWith([]);
    expect((await ask()).total_specimens).toBe(0);
    expect((await rows('included')).total).toBe(0);
  });
});

describe('percentiles in SQL', () => {
  it('equal the pure ones on any data, boxes too', async () => {
    const durations = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.constantFrom(0, 60_000, 60_000, 90_000_000),
      ),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(durations, async (values) => {
        const end = Date.parse(clock('12:00'));
        const { ask } = await labWith(
          values.map((ms) => ({
            received: new Date(end - ms).toISOString(),
            released: new Date(end).toISOString(),
          })),
        );
        const answer = await ask();
        for (const [name, fraction] of [
          ['p50', 0.5],
          ['p90', 0.9],
          ['p95', 0.95],
          ['p99', 0.99],
        ] as const) {
          expect(answer[name]).toBeCloseTo((percentile(values, fraction) ?? NaN) / 60_000, 8);
        }
        const wanted = box(values);
        expect(answer.box?.whisker_low).toBeCloseTo((wanted?.whiskerLow ?? NaN) / 60_000, 8);
        expect(answer.box?.whisker_high).toBeCloseTo((wanted?.whiskerHigh ?? NaN) / 60_000, 8);
        expect(answer.box?.outlier_values.map((value) => Math.round(value * 60_000))).toEqual(
          wanted?.outlierValues,
        );
      }),
      { numRuns: 12 },
    );
  });
});

describe('shares', () => {
  it('within target is strict about later than due; on time is of what fell due', async () => {
    const { ask, rows } = await labWith([
      { specimen: 'just', received: clock('08:00'), released: clock('12:00'), due: clock('12:00') },
      { specimen: 'late', received: clock('08:00'), released: clock('12:01'), due: clock('12:00') },
      { specimen: 'untargeted', received: clock('08:00'), released: clock('12:01') },
      { specimen: 'open', received: clock('08:00'), due: clock('12:00') },
      {
        specimen: 'not-due-yet',
        received: clock('17:00'),
        released: clock('18:00'),
        due: clock('21:00'),
      },
      {
        specimen: 'rejected-before',
        state: 'rejected',
        received: clock('08:00'),
        rejected: clock('11:00'),
        due: clock('12:00'),
      },
      {
        specimen: 'rejected-after',
        state: 'rejected',
        received: clock('08:00'),
        rejected: clock('13:00'),
        due: clock('12:00'),
      },
    ]);
    const answer = await ask();
    expect(answer.within_target).toMatchObject({ count: 2, total: 3 });
    expect(answer.on_time).toMatchObject({ count: 1, total: 4, percent: 25 });
    expect(answer.on_time.ci95?.[0]).toBeCloseTo(4.559, 2);
    expect((await rows('within_target')).data.map((row) => row.specimen_id)).toEqual([
      'just',
      'not-due-yet',
    ]);
    expect((await rows('over_target')).data.map((row) => row.specimen_id)).toEqual(['late']);
    expect((await rows('not_on_time')).data.map((row) => row.specimen_id).toSorted()).toEqual([
      'late',
      'open',
      'rejected-after',
    ]);
    expect((await rows('on_time')).total).toBe(1);
    expect((await rows('due')).total).toBe(4);
  });

  it('counts as due what was void, came back and was voided again after it fell due', async () => {
    const given = { received: clock('08:00'), due: clock('12:00') };
    const rejected = { ...given, state: 'rejected', rejected: clock('09:00') };
    const { ids, lab, rows, ask } = await labWith([
      // Rejected at 9, back at 10, and rejected or cancelled for good: open at 12 but for one.
      { ...rejected, specimen: 'rejected-again-after' },
      { ...rejected, specimen: 'rejected-again-before' },
      { ...rejected, specimen: 'cancelled-after', state: 'cancelled' },
      { ...rejected, specimen: 'rejected-once' },
      { ...given, specimen: 'released', released: clock('11:00') },
    ]);
    const db = unboundDb();
    const steps: (readonly [test: number, to: string, from: string, time: string])[] = [
      ...[0, 1, 2].flatMap((test) => [
        [test, 'rejected', 'received', '09:00'] as const,
        [test, 'received', 'rejected', '10:00'] as const,
      ]),
      [0, 'rejected', 'received', '13:00'],
      [1, 'rejected', 'received', '11:00'],
      [2, 'cancelled', 'received', '13:00'],
      [3, 'rejected', 'received', '09:00'],
    ];
    const tests = await db.orderedTest.findMany({ where: { id: { in: ids } } });
    await db.testTransition.createMany({
      data: steps.map(([test, toState, fromState, time], index) => ({
        id: newId(),
        labId: lab.id,
        specimenId: tests.find(({ id }) => id === ids[test])?.specimenId ?? '',
        testId: ids[test] ?? null,
        sequence: index + 1,
        action: toState === 'received' ? 'reinstate' : 'reject',
        fromState,
        toState,
        occurredAt: new Date(clock(time)),
        source: 'portal' as const,
        actorKind: 'system' as const,
        actorName: 'test',
        requestId: 'test',
      })),
    });
    expect((await ask()).on_time).toMatchObject({ count: 1, total: 3 });
    expect((await rows('not_on_time')).data.map((row) => row.specimen_id).toSorted()).toEqual([
      'cancelled-after',
      'rejected-again-after',
    ]);
  });

  it('resolves other segments by the most specific target in force at the start', async () => {
    const { ctx, lab, ask } = await labWith([
      {
        assay: 'K',
        priority: 'STAT',
        location: 'ED',
        collected: clock('08:00'),
        received: clock('08:15'),
      },
      { assay: 'K', priority: 'STAT', collected: clock('08:00'), received: clock('08:25') },
      { assay: 'K', collected: clock('08:00'), received: clock('08:35') },
      { assay: 'NA', collected: clock('08:00'), received: clock('08:45') },
      { assay: 'NA', collected: clock('08:00'), received: clock('09:01') },
    ]);
    const assayId = (await ctx.db.assay.findFirstOrThrow({ where: { code: 'K' } })).id;
    const locationId = (await ctx.db.location.findFirstOrThrow({})).id;
    const always = {
      labId: lab.id,
      segment: 'collect_to_receive',
      effectiveFrom: new Date('1900-01-01T00:00:00Z'),
    };
    await unboundDb().target.createMany({
      data: [
        { id: newId(), ...always, minutes: 60 },
        { id: newId(), ...always, minutes: 40, assayId },
        { id: newId(), ...always, minutes: 30, assayId, priority: 'STAT' },
        { id: newId(), ...always, minutes: 20, assayId, priority: 'STAT', locationId },
      ],
    });
    const answer = await ask({ segment: 'collect_to_receive', group_by: 'assay' });
    expect(answer.within_target).toMatchObject({ count: 4, total: 5 });
    expect(answer.on_time).toMatchObject({ count: 4, total: 5 });
    // One minute less each and none is in time.
    await unboundDb()
      .$executeRaw`UPDATE targets SET minutes = minutes - 16 WHERE lab_id = ${lab.id}::uuid`;
    expect((await ask({ segment: 'collect_to_receive' })).within_target).toMatchObject({
      count: 0,
    });
  });
});

describe('groups', () => {
  it('puts each row into one group, what has none into its own, and drills down to as many rows', async () => {
    const { ask, ctx } = await labWith([
      {
        assay: 'K',
        location: 'Ward 3, north',
        device: 'M1',
        received: clock('08:00'),
        released: clock('09:00'),
      },
      {
        assay: 'K',
        device: 'M2',
        received: clock('08:00'),
        released: clock('10:00'),
        priority: 'STAT',
      },
      { assay: 'NA', received: clock('14:59'), released: clock('16:00') },
      { assay: 'NA', received: clock('15:00') },
    ]);
    for (const group_by of [
      'assay',
      'department',
      'location',
      'priority',
      'device',
      'day',
      'week',
      'month',
      'weekday',
      'week_of_month',
      'hour_bin',
    ]) {
      for (const unit of ['test', 'specimen']) {
        const answer = await ask({ group_by, unit });
        const sum = answer.groups.reduce((n, group) => n + group.total_specimens, 0);
        expect(sum, group_by).toBe(answer.total_specimens);
        for (const group of answer.groups) {
          const params = Object.fromEntries(new URL(group.rows_url, 'http://lab').searchParams);
          delete params.lab;
          const rows = await turnaroundRows(ctx, TatRowsQuery.parse(params));
          expect(rows.total, `${group_by} ${group.key}`).toBe(group.total_specimens);
          const open = await turnaroundRows(
            ctx,
            TatRowsQuery.parse({ ...params, which: 'unfinished' }),
          );
          expect(open.total, `${group_by} ${group.key}`).toBe(group.excluded.unfinished);
        }
      }
    }
    const byLocation = await ask({ group_by: 'location' });
    expect(byLocation.groups.map(({ key, label }) => [key, label])).toEqual([
      ['Ward 3, north', 'Ward 3, north'],
      [null, 'No location'],
    ]);
    const byHour = await ask({ group_by: 'hour_bin' });
    expect(byHour.groups.map(({ key, total_specimens: n }) => [key, n])).toEqual([
      ['<9', 2],
      ['14', 1],
      ['>=15', 0],
    ]);
  });

  it('cuts days at local midnight where clocks change, weeks at the first weekday', async () => {
    // In Berlin the clocks went back on Sunday 25 October 2026: that day has 25 hours.
    const released = [
      '2026-10-24T21:59:59.999Z', // Sat 23:59:59
      '2026-10-24T22:00:00Z', // Sun 00:00 summer time
      '2026-10-25T00:30:00Z', // Sun 02:30, first
      '2026-10-25T01:30:00Z', // Sun 02:30, second
      '2026-10-25T22:59:59.999Z', // Sun 23:59:59 winter time
      '2026-10-25T23:00:00Z', // Mon 00:00
    ];
    const tests = released.map((end) => ({ received: end, released: end }));
    const window = { from: '2026-10-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const counts = async (group_by: string, firstWeekday = 1) => {
      const { ask } = await labWith(tests, { firstWeekday }, new Date('2026-10-25T12:00:00Z'));
      const { groups } = await ask({ ...window, group_by });
      return groups.map((group) => [group.key, group.total_specimens, group.running]);
    };
    expect(await counts('day')).toEqual([
      ['2026-10-24', 1, false],
      ['2026-10-25', 4, true],
      ['2026-10-26', 1, false],
    ]);
    expect(await counts('week')).toEqual([
      ['2026-10-19', 5, true],
      ['2026-10-26', 1, false],
    ]);
    expect(await counts('week', 7)).toEqual([
      ['2026-10-18', 1, false],
      ['2026-10-25', 5, true],
    ]);
    expect(await counts('month')).toEqual([['2026-10', 6, true]]);
    expect(await counts('weekday')).toEqual([
      ['1', 1, false],
      ['6', 1, false],
      ['7', 4, false],
    ]);
  });

  it('goes by the start for patterns, or by the order if asked', async () => {
    const { ask } = await labWith([
      // The 7th is the last of days 1–7, the 8th begins the second week.
      {
        ordered: '2026-06-07T07:00:00+02:00',
        received: '2026-06-08T09:59:00+02:00',
        released: clock('08:00'),
      },
    ]);
    const key = async (query: Record<string, string>) => (await ask(query)).groups[0]?.key;
    expect(await key({ group_by: 'week_of_month' })).toBe('2');
    expect(await key({ group_by: 'week_of_month', bin_by: 'ordered' })).toBe('1');
    expect(await key({ group_by: 'hour_bin' })).toBe('9');
    expect(await key({ group_by: 'hour_bin', bin_by: 'ordered' })).toBe('<9');
    expect(await key({ group_by: 'weekday', bin_by: 'ordered' })).toBe('7');
  });
});

describe('filters', () => {
  it('widen within one, narrow between several, and take text as text', async () => {
    const { ask } = await labWith([
      {
        assay: 'K',
        operator: 'ann',
        specimenType: 'Serum',
        priority: 'STAT',
        received: clock('08:00'),
        released: clock('09:00'),
      },
      { assay: 'NA', operator: 'bob', received: clock('08:00'), released: clock('09:00') },
      {
        assay: 'CL',
        location: "O'Hara; DROP TABLE labs",
        received: clock('08:00'),
        released: clock('09:00'),
      },
    ]);
    const n = async (query: Record<string, string | string[]>) =>
      (await ask(query)).total_specimens;
    expect(await n({ assay: 'k' })).toBe(1);
    expect(await n({ assay: ['K', 'NA'] })).toBe(2);
    expect(await n({ assay: ['K', 'NA'], operator: 'bob' })).toBe(1);
    expect(await n({ specimen_type: 'serum' })).toBe(1);
    expect(await n({ operator: '(none)' })).toBe(1);
    expect(await n({ priority: 'stat' })).toBe(1);
    expect(await n({ location: "O'Hara; DROP TABLE labs" })).toBe(1);
    expect(await n({ location: "' OR 1=1 --" })).toBe(0);
    expect(await n({ assay: '' })).toBe(3);
    expect(await n({ weekday: '3' })).toBe(3);
    expect(await n({ weekday: '4' })).toBe(0);
  });

  it('refuses what it does not know, by name', () => {
    const fields = (query: Record<string, string>) =>
      TatQuery.safeParse(query).error?.issues.map((issue) => issue.path[0] ?? issue.code);
    expect(fields({ segment: 'release_to_receive' })).toEqual(['segment']);
    expect(fields({ segment: 'receive_to_receive' })).toEqual(['segment']);
    expect(fields({ priority: 'HIGH' })).toEqual(['priority']);
    expect(fields({ from: '2026-06-10T00:00:00' })).toEqual(['from']);
    expect(fields({ group_by: 'colour' })).toEqual(['group_by']);
    expect(fields({ asay: 'K' })).toEqual(['unrecognized_keys']);
  });

  it('refuses a window that ends before it begins', async () => {
    const { ask } = await labWith([]);
    await expect(ask({ from: DAY.to, to: DAY.from })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('unit=specimen', () => {
  it('says that one of its tests was invalidated, whatever the others are', async () => {
    const times = { received: clock('08:00'), released: clock('09:00') };
    const { ask } = await labWith([
      { ...times, specimen: 'S1', assay: 'K', state: 'in_process' },
      { ...times, specimen: 'S1', assay: 'NA', state: 'invalidated' },
      { ...times, specimen: 'S2', assay: 'K', state: 'published' },
      { ...times, specimen: 'S2', assay: 'NA', state: 'invalidated' },
      { ...times, specimen: 'S3', assay: 'K', state: 'in_process' },
    ]);
    expect(await ask({ unit: 'specimen' })).toMatchObject({
      total_specimens: 3,
      changed_later: { invalidated: 2 },
    });
  });

  it('is the complete report: receipt to the last release of tests that are not void', async () => {
    const { ask, rows } = await labWith([
      {
        specimen: 'S1',
        assay: 'K',
        received: clock('08:00'),
        released: clock('09:00'),
        due: clock('10:00'),
      },
      {
        specimen: 'S1',
        assay: 'NA',
        received: clock('08:30'),
        released: clock('11:00'),
        due: clock('10:30'),
      },
      { specimen: 'S2', assay: 'K', received: clock('08:00'), released: clock('09:00') },
      { specimen: 'S2', assay: 'NA', received: clock('08:00') },
      { specimen: 'S3', assay: 'K', received: clock('08:00'), released: clock('08:45') },
      { specimen: 'S3', assay: 'NA', received: clock('08:00'), state: 'cancelled' },
      { specimen: 'S4', assay: 'K', received: clock('08:00'), state: 'rejected' },
      // A retest of what was published does not take the first report back.
      {
        specimen: 'S5',
        assay: 'K',
        received: clock('08:00'),
        released: clock('08:30'),
        state: 'invalidated',
      },
      { specimen: 'S5', assay: 'K', run: 2, received: clock('10:00') },
    ]);
    const answer = await ask({ unit: 'specimen', group_by: 'assay' });
    expect(answer).toMatchObject({
      total_specimens: 3,
      max: 180,
      min: 30,
      excluded: { unfinished: 1, void: 1, negative: 0, missing: 0 },
      within_target: { count: 0, total: 1 },
      on_time: { count: 0, total: 1 },
    });
    // S1 has both assays and counts once under each.
    expect(answer.groups.map(({ key, total_specimens: n }) => [key, n])).toEqual([
      ['K', 3],
      ['NA', 1],
    ]);
    expect(
      (await rows('included', { unit: 'specimen' })).data.map((row) => [
        row.specimen_id,
        row.assay,
        row.minutes,
      ]),
    ).toEqual([
      ['S1', 'K, NA', 180],
      ['S3', 'K, NA', 45],
      ['S5', 'K', 30],
    ]);
    // S3 is complete without the NA that was cancelled.
    expect((await ask({ unit: 'specimen', assay: 'NA' })).total_specimens).toBe(1);
  });
});

describe('time=working', () => {
  const open: [string, string][] = [['08:00', '16:30']];
  const hours = { 1: open, 2: open, 3: open, 4: open, 5: open };
  const holidays = [{ date: '2026-06-04', name: 'Corpus Christi' }];
  const calendars = [
    { effectiveFrom: '1900-01-01', openingHours: hours, holidays: ['2026-06-04'] },
  ];

  async function openLab(tests: GivenTest[]) {
    const given = await labWith(tests);
    await unboundDb().calendar.updateMany({
      where: { labId: given.lab.id },
      data: { openingHours: hours, holidays },
    });
    return given;
  }

  it('equals the pure function on random stretches', async () => {
    const starts = fc.sample(fc.integer({ min: 1, max: 20 * 1440 }), { numRuns: 60, seed: 7 });
    const end = Date.parse(clock('12:34'));
    const tests = starts.map((minutes) => ({
      received: new Date(end - minutes * 60_000).toISOString(),
      released: new Date(end).toISOString(),
    }));
    const { ask, rows } = await openLab(tests);
    const wanted = tests.map((test) =>
      workingMinutesBetween(calendars, 'Europe/Berlin', Date.parse(test.received), end),
    );
    const { data } = await rows('included', { time: 'working', limit: '500' });
    expect(data.map((row) => row.minutes)).toEqual(wanted.toSorted((a, b) => b - a));
    const answer = await ask({ time: 'working' });
    expect(answer.p90).toBeCloseTo(percentile(wanted, 0.9) ?? NaN, 8);
  });

  it('judges by working minutes when they are given, closing time being in time', async () => {
    const { ask } = await openLab([
      // 60 open minutes before closing, then 30 the next morning.
      { received: '2026-06-09T15:30:00+02:00', released: '2026-06-10T08:30:00+02:00' },
      { received: '2026-06-09T15:30:00+02:00', released: '2026-06-10T08:31:00+02:00' },
    ]);
    const answer = await ask({ time: 'working', within_minutes: '90' });
    expect(answer.within_target).toMatchObject({ count: 1, total: 2 });
    expect(answer.on_time).toMatchObject({ count: 1, total: 2 });
  });
});

describe('pages of rows', () => {
  it('give every row once, in order, whatever the page size', async () => {
    const { ctx } = await labWith(
      Array.from({ length: 23 }, (_, index) => ({
        specimen: `S${index}`,
        received: clock('08:00'),
        // Ties on purpose.
        released: clock(`09:${String(index % 5).padStart(2, '0')}`),
      })),
    );
    for (const sort of ['longest', 'shortest', 'latest']) {
      const seen: { id: string; minutes: number }[] = [];
      let cursor: string | undefined;
      do {
        const page = await turnaroundRows(
          ctx,
          TatRowsQuery.parse({ ...DAY, sort, limit: '4', cursor }),
        );
        expect(page.total).toBe(23);
        for (const row of page.data)
          seen.push({ id: row.specimen_id, minutes: row.minutes ?? NaN });
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(23);
      const minutes = seen.map((row) => row.minutes);
      expect(minutes).toEqual(minutes.toSorted((a, b) => (sort === 'shortest' ? a - b : b - a)));
    }
  });

  it('exist for every set, empty ones too', async () => {
    const { rows } = await labWith([]);
    for (const which of ROW_SETS) {
      for (const unit of ['test', 'specimen']) {
        expect(await rows(which, { unit })).toEqual({ data: [], next_cursor: null, total: 0 });
      }
    }
  });
});

describe('the receipt', () => {
  it('says what was asked, and leads to as many rows as were counted', async () => {
    const { ask, ctx } = await labWith([
      { assay: 'K', received: clock('08:00'), released: clock('09:00') },
      { assay: 'NA', received: clock('08:00'), released: clock('09:00') },
    ]);
    const { receipt, total_specimens: n, assay } = await ask({ assay: 'K', within_minutes: '30' });
    expect(assay).toBe('K');
    expect(receipt).toMatchObject({
      version: '2',
      time_zone: 'Europe/Berlin',
      window: { from: '2026-06-09T22:00:00.000Z', to: '2026-06-10T22:00:00.000Z' },
      filters: { assay: ['K'], segment: 'receive_to_release', within_minutes: '30' },
      computed_at: NOW.toISOString(),
    });
    const url = new URL(receipt.rows_url, 'http://lab');
    expect(url.pathname).toBe('/api/v1/metrics/tat/rows');
    expect(url.searchParams.get('lab')).toBe(ctx.lab.slug);
    url.searchParams.delete('lab');
    const rows = await turnaroundRows(
      ctx,
      TatRowsQuery.parse(Object.fromEntries(url.searchParams)),
    );
    expect(rows.total).toBe(n);
  });

  it('counts the last seven days unless asked otherwise', async () => {
    const { ctx } = await labWith([]);
    const { receipt } = await turnaround(ctx, TatQuery.parse({}));
    expect(receipt.window).toEqual({
      from: '2026-06-03T18:00:00.000Z',
      to: '2026-06-10T18:00:00.000Z',
    });
  });
});
