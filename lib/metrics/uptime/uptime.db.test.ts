import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { givenDevice, type GivenState } from '@/lib/devices/states/testing-states';
import { statesNow } from '@/lib/devices/states/states-now';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { bucketWindow } from '@/lib/metrics/buckets';
import { percentile } from '@/lib/metrics/percentiles';
import { givenTests } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import {
  AffectedRow,
  StopRow,
  StretchRow,
  UptimeQuery,
  UptimeRowsQuery,
  type UptimeRowSet,
} from './contract';
import { uptime } from './uptime';
import { uptimeRows } from './uptime-rows';

const clock = (time: string, day = '10') => `2026-06-${day}T${time}:00+02:00`;
const iso = (time: string, day = '10') => new Date(clock(time, day)).toISOString();
const DAY = { from: clock('00:00'), to: clock('00:00', '11') };
const NOW = new Date(clock('20:00'));

const ask = (ctx: Ctx, query = {}) => uptime(ctx, UptimeQuery.parse({ ...DAY, ...query }));

/** Every row of a receipt's address, a few at a time. */
async function rowsBehind(ctx: Ctx, url: string, which: UptimeRowSet) {
  const params: Record<string, string | string[]> = {};
  const address = new URL(url, 'http://localhost');
  expect(address.pathname).toBe('/api/v1/metrics/uptime/rows');
  expect(address.searchParams.get('lab')).toBe(ctx.lab.slug);
  for (const name of ['from', 'to', 'device']) {
    const values = address.searchParams.getAll(name);
    if (values.length > 0) params[name] = values;
  }
  const query = { from: String(params.from), to: String(params.to), device: params.device, which };
  const rows: unknown[] = [];
  let cursor: string | null = null;
  let total = 0;
  do {
    const page = await uptimeRows(
      ctx,
      UptimeRowsQuery.parse({ ...query, limit: '3', ...(cursor && { cursor }) }),
    );
    rows.push(...page.data);
    total = page.total;
    cursor = page.next_cursor;
  } while (cursor !== null);
  expect(rows).toHaveLength(total);
  return rows;
}

async function labWith(states: GivenState[], more: Parameters<typeof givenDevice>[3] = {}) {
  const lab = await makeTestLab();
  const id = await givenDevice(lab.lab.id, 'C1', states, more);
  return { lab, id, ctx: await lab.ctxFor('viewer', NOW) };
}

describe('uptime', () => {
  it('measures a day up to now from what the device stated', async () => {
    const { ctx } = await labWith([
      { at: clock('18:00', '09'), code: 'OP' },
      { at: clock('08:00'), code: 'ES', reason: 'Needle bent' },
      { at: clock('09:00'), code: 'IN' },
      { at: clock('09:30'), code: 'OP' },
      { at: clock('12:00'), code: 'MA' },
      { at: clock('13:00'), code: 'ID' },
      { at: clock('19:00'), code: 'FL' },
    ]);
    const { devices, total, receipt } = await ask(ctx);
    // 20 hours: 8 + 2.5 up, 1.5 + 1 down, 1 planned, 6 idle.
    expect(devices).toMatchObject([
      {
        device: 'C1',
        type: 'analyser',
        coverage_percent: 100,
        window_minutes: 1200,
        up_minutes: 630,
        idle_minutes: 360,
        unplanned_minutes: 150,
        planned_minutes: 60,
        unknown_minutes: 0,
        stops: 2,
        repairs: 1,
        open_stops: 1,
        open_stop: { from: iso('19:00'), code: 'FL', minutes: 60 },
        mtbf_minutes: 495,
        mttr_minutes: 90,
        timeline_stretches: 7,
      },
    ]);
    expect(devices[0]?.uptime_percent).toBeCloseTo((990 / 1140) * 100, 10);
    expect(devices[0]?.timeline[1]).toEqual({
      from: iso('08:00'),
      to: iso('09:00'),
      kind: 'unplanned',
      code: 'ES',
      reason: 'Needle bent',
      limited: false,
    });
    expect(total).toMatchObject({ stops: 2, up_minutes: 630, mttr_minutes: 90 });
    expect(receipt).toMatchObject({
      version: '2',
      window: { from: iso('00:00'), to: NOW.toISOString() },
      time_zone: 'Europe/Berlin',
      computed_at: NOW.toISOString(),
    });
    expect(receipt.definition).toContain('ES, FL: unplanned');
  });

  it('of a device that never said anything is null, and so is that of no device', async () => {
    const { ctx, lab } = await labWith([]);
    const { devices } = await ask(ctx);
    expect(devices).toMatchObject([
      {
        uptime_percent: null,
        coverage_percent: 0,
        unknown_minutes: 1200,
        mtbf_minutes: null,
        mttr_minutes: null,
        open_stop: null,
        excess: null,
        timeline: [{ kind: 'unknown', code: null, from: iso('00:00'), to: NOW.toISOString() }],
      },
    ]);
    expect((await ask(ctx, { device: 'nobody' })).devices).toEqual([]);
    const empty = await makeTestLab();
    const none = await ask(await empty.ctxFor('viewer', NOW));
    expect(none).toMatchObject({
      devices: [],
      total: { uptime_percent: null, coverage_percent: null, stops: 0 },
    });
    expect(lab.lab.id).not.toBe(empty.lab.id);
  });

  it('leaves out what only holds containers and says nothing, unless it is asked for', async () => {
    const { lab, ctx } = await labWith([{ at: clock('00:00'), code: 'OP' }]);
    const rack = await givenDevice(lab.lab.id, 'Rack');
    const hotel = await givenDevice(lab.lab.id, 'Hotel', [{ at: clock('00:00'), code: 'OP' }]);
    const fridge = await givenDevice(lab.lab.id, 'Fridge');
    const db = unboundDb();
    await db.device.updateMany({
      where: { id: { in: [rack, hotel, fridge] } },
      data: { slots: 9 },
    });
    await db.device.update({ where: { id: fridge }, data: { heartbeatSeconds: 60 } });

    const { devices, receipt } = await ask(ctx, { device: [] });
    expect(devices.map(({ device }) => device)).toEqual(['C1', 'Fridge', 'Hotel']);
    const rows = await rowsBehind(ctx, receipt.rows_url, 'stretches');
    expect(new Set(rows.map((row) => StretchRow.parse(row).device)).has('Rack')).toBe(false);
    const asked = await ask(ctx, { device: ['rack'] });
    expect(asked.total).toMatchObject({ coverage_percent: 0, uptime_percent: null });
  });

  it('is null under 90 % coverage, which is always there', async () => {
    const { ctx } = await labWith([{ at: clock('02:01'), code: 'OP' }]);
    expect((await ask(ctx)).devices[0]).toMatchObject({
      uptime_percent: null,
      coverage_percent: (1079 / 1200) * 100,
    });
    const enough = await labWith([{ at: clock('02:00'), code: 'OP' }]);
    expect((await ask(enough.ctx)).devices[0]).toMatchObject({
      uptime_percent: 100,
      coverage_percent: 90,
    });
  });

  it('counts nothing of the future, and nothing after a retirement', async () => {
    const { ctx, lab } = await labWith([{ at: clock('00:00'), code: 'OP' }], {
      retired: clock('10:00'),
    });
    await givenDevice(lab.lab.id, 'OLD', [{ at: clock('00:00', '01'), code: 'OP' }], {
      retired: clock('00:00'),
    });
    const { devices } = await ask(ctx);
    expect(devices).toMatchObject([{ device: 'C1', window_minutes: 600, uptime_percent: 100 }]);
    const ahead = await ask(ctx, { from: clock('00:00', '12'), to: clock('00:00', '13') });
    expect(ahead.devices).toEqual([]);
    const { ctx: inUse } = await labWith([{ at: clock('00:00'), code: 'OP' }]);
    const future = await ask(inUse, { from: clock('00:00', '12'), to: clock('00:00', '13') });
    expect(future.devices).toMatchObject([
      { window_minutes: 0, coverage_percent: null, uptime_percent: null, timeline: [] },
    ]);
  });

  it('counts a planned downtime as far as it came', async () => {
    const { ctx } = await labWith([{ at: clock('00:00'), code: 'OP' }], {
      planned: [
        { from: clock('08:00'), to: clock('10:00') },
        { from: clock('12:00'), to: clock('16:00'), cancelled: clock('13:00') },
        { from: clock('17:00'), to: clock('18:00'), cancelled: clock('09:00') },
      ],
    });
    const { devices } = await ask(ctx);
    expect(devices[0]).toMatchObject({ planned_minutes: 180, up_minutes: 1020 });
    expect(devices[0]?.timeline[1]).toMatchObject({ kind: 'planned', reason: 'Service' });
  });

  it('knows a stop and a hold from long before the window, and takes statements in their order', async () => {
    const { ctx, lab } = await labWith([
      { at: clock('00:00', '01'), code: 'OP' },
      { at: clock('00:00', '02'), code: 'ES' },
      { at: clock('00:00', '03'), code: 'UNK' },
      { at: clock('06:00'), code: 'PU' },
      { at: clock('07:00'), code: 'OP' },
    ]);
    await givenDevice(lab.lab.id, 'C2', [
      { at: clock('00:00', '01'), code: 'ES' },
      { at: clock('00:00', '02'), code: 'MA', held: true },
      { at: clock('00:00', '05'), code: 'OP' },
      { at: clock('00:00', '06'), code: 'ES' },
      { at: clock('10:00'), clears: true },
      { at: clock('11:00'), code: 'OP' },
    ]);
    // Two at one moment: what was learned later counts.
    await givenDevice(lab.lab.id, 'C3', [
      { at: clock('00:00', '09'), code: 'ID', recordedAt: clock('00:02', '09') },
      { at: clock('00:00', '09'), code: 'ES', recordedAt: clock('00:01', '09') },
    ]);
    const { devices } = await ask(ctx);
    expect(devices).toMatchObject([
      { device: 'C1', unknown_minutes: 360, unplanned_minutes: 60, stops: 0, repairs: 1 },
      { device: 'C2', unplanned_minutes: 660, up_minutes: 540, stops: 0, repairs: 1 },
      { device: 'C3', idle_minutes: 1200, unplanned_minutes: 0 },
    ]);
    // From the second of the month to seven o'clock on the tenth.
    expect(devices[0]?.mttr_minutes).toBe(8 * 1440 + 7 * 60);
  });

  it('sees that a pause at the end of the window went on', async () => {
    const { ctx } = await labWith([
      { at: clock('00:00'), code: 'OP' },
      { at: clock('11:55'), code: 'PD' },
      { at: clock('12:06'), code: 'OP' },
    ]);
    const { devices } = await ask(ctx, { to: clock('12:00') });
    expect(devices[0]).toMatchObject({ unplanned_minutes: 5, stops: 1, open_stops: 1, repairs: 0 });
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('of %s is of %d hours', async (day, hours) => {
    const { ctx } = await labWith([{ at: '2026-01-01T00:00:00Z', code: 'OP' }]);
    const { from, to } = bucketWindow('day', day, 'Europe/Berlin');
    const query = UptimeQuery.parse({ from: from.toISOString(), to: to.toISOString() });
    const { devices } = await uptime({ ...ctx, now: new Date('2026-12-01T00:00:00Z') }, query);
    expect(devices[0]).toMatchObject({ up_minutes: hours * 60, uptime_percent: 100 });
  });

  it('follows the lab’s own table of states', async () => {
    const { ctx, lab } = await labWith([
      { at: clock('00:00'), code: 'OP' },
      { at: clock('10:00'), code: 'LT' },
    ]);
    await unboundDb().lab.update({
      where: { id: lab.lab.id },
      data: {
        settings: {
          deviceStates: { meanings: { OP: 'up', LT: 'unplanned' }, transientMinutes: 5 },
        },
      },
    });
    const { devices, receipt } = await ask(ctx);
    expect(devices[0]).toMatchObject({ up_minutes: 600, unplanned_minutes: 600 });
    expect(receipt.definition).toContain('LT: unplanned');
    expect(receipt.definition).toContain('up for 5 minutes');
  });

  it('reads no more than it must, and the same as from everything', async () => {
    const code = fc.constantFrom('OP', 'ID', 'ES', 'IN', 'PD', 'LT', 'UNK', 'MA');
    const states = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 2000 }),
        code,
        fc.constantFrom('says', 'says', 'says', 'holds', 'clears'),
      ),
      { minLength: 5, maxLength: 25 },
    );
    const base = new Date(clock('00:00', '09')).getTime();
    await fc.assert(
      fc.asyncProperty(states, fc.integer({ min: 1, max: 1999 }), async (rows, middle) => {
        const { ctx } = await labWith(
          rows
            .toSorted((a, b) => a[0] - b[0])
            .map(([minute, said, what]) => ({
              at: new Date(base + minute * 60_000).toISOString(),
              recordedAt: new Date(base + minute * 60_000).toISOString(),
              ...(what === 'clears' ? { clears: true } : { code: said, held: what === 'holds' }),
            })),
        );
        const of = async (from: number, to: number) => {
          const at = (minute: number) => new Date(base + minute * 60_000).toISOString();
          return (await ask(ctx, { from: at(from), to: at(to) })).total;
        };
        const [first, second, whole] = [
          await of(0, middle),
          await of(middle, 2000),
          await of(0, 2000),
        ];
        for (const name of [
          'up_minutes',
          'idle_minutes',
          'unplanned_minutes',
          'planned_minutes',
          'unknown_minutes',
          'stops',
          'repairs',
        ] as const) {
          expect(first[name] + second[name], name).toBeCloseTo(whole[name], 6);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('is for whoever may read this lab, and of this lab alone', async () => {
    const { lab, ctx } = await labWith([{ at: clock('00:00'), code: 'OP' }]);
    await labWith([{ at: clock('00:00'), code: 'ES' }]);
    expect((await ask(ctx)).devices).toHaveLength(1);
    expect((await ask(ctx)).total).toMatchObject({ unplanned_minutes: 0 });
    expect(await statesNow(ctx)).toMatchObject([
      { device: 'C1', kind: 'up', code: 'OP', since: new Date(clock('00:00')).getTime() },
    ]);
    for (const role of ['instrument', 'lis', 'orchestrator'] as const) {
      const key = lab.keyCtxFor(role);
      await expect(ask(key)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(uptimeRows(key, UptimeRowsQuery.parse(DAY))).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(statesNow(key)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('the excess turnaround of stops', () => {
  const STOPPED: GivenState[] = [
    { at: clock('00:00'), code: 'OP' },
    { at: clock('08:00'), code: 'ES' },
    { at: clock('10:00'), code: 'OP' },
  ];

  it('is what those received in a stop took over the median of the others', async () => {
    const lab = await makeTestLab();
    const ctx = await lab.ctxFor('viewer', NOW);
    const test = (specimen: string, received: string, released?: string, more = {}) => ({
      specimen,
      device: 'C1',
      received: clock(received),
      ...(released ? { released: clock(released) } : {}),
      ...more,
    });
    await givenTests(lab.lab.id, [
      test('others-1', '06:00', '06:30'),
      test('others-2', '07:59', '08:49'), // 50
      test('others-3', '10:00', '11:10'), // 70
      test('open', '11:00'),
      test('affected-1', '08:00', '10:40'), // 160
      test('affected-2', '09:59', '10:29'), // 30
      test('waiting', '09:00'),
      test('negative', '09:00', '08:00'),
      test('void', '09:00', undefined, { state: 'rejected' }),
      test('mistake', '09:00', '10:00', { voided: clock('11:00') }),
      { specimen: 'another', received: clock('09:00'), released: clock('12:00') },
    ]);
    await givenDevice(lab.lab.id, 'C1', STOPPED);
    const { devices, receipt } = await ask(ctx, { device: 'c1' });
    expect(devices[0]?.excess).toEqual({
      affected: 2,
      affected_unfinished: 1,
      affected_p50_minutes: 95,
      others: 3,
      others_p50_minutes: 50,
      excess_minutes: 160 - 50 + (30 - 50),
    });
    const affected = await rowsBehind(ctx, receipt.rows_url, 'affected');
    expect(affected.map((row) => AffectedRow.parse(row).specimen_id)).toEqual([
      'affected-1',
      'affected-2',
    ]);
    expect(await rowsBehind(ctx, receipt.rows_url, 'affected_unfinished')).toMatchObject([
      { specimen_id: 'waiting', released: null, minutes: null, device: 'C1', assay: 'A', run: 1 },
    ]);
    const others = (await rowsBehind(ctx, receipt.rows_url, 'others')).map(
      (row) => AffectedRow.parse(row).minutes ?? NaN,
    );
    expect(percentile(others, 0.5)).toBe(50);
  });

  it('is null without tests, and without a stop there is none', async () => {
    const { ctx } = await labWith(STOPPED);
    expect((await ask(ctx)).devices[0]?.excess).toEqual({
      affected: 0,
      affected_unfinished: 0,
      affected_p50_minutes: null,
      others: 0,
      others_p50_minutes: null,
      excess_minutes: null,
    });
    const { ctx: up } = await labWith([{ at: clock('00:00'), code: 'OP' }]);
    expect((await ask(up)).devices[0]?.excess).toBeNull();
    const { receipt } = await ask(up);
    expect(await rowsBehind(up, receipt.rows_url, 'affected')).toEqual([]);
  });
});

describe('the rows behind uptime', () => {
  it('are as many as the figures say, and give the figures again', async () => {
    const { ctx, lab } = await labWith([
      { at: clock('12:00', '09'), code: 'ES' },
      { at: clock('01:00'), code: 'OP' },
      { at: clock('05:00'), code: 'PD' },
      { at: clock('05:05'), code: 'OP' },
      { at: clock('08:00'), code: 'ES' },
      { at: clock('08:30'), code: 'OP' },
    ]);
    await givenDevice(lab.lab.id, 'A0', [
      { at: clock('00:00'), code: 'ID' },
      { at: clock('19:00'), code: 'FL' },
    ]);
    const { devices, total, receipt } = await ask(ctx);
    expect(devices.map(({ device }) => device)).toEqual(['A0', 'C1']);
    const stretches = (await rowsBehind(ctx, receipt.rows_url, 'stretches')).map((row) =>
      StretchRow.parse(row),
    );
    for (const device of devices) {
      const own = stretches.filter((row) => row.device === device.device);
      expect(own).toHaveLength(device.timeline_stretches);
      expect(own.map(({ device: _, minutes: __, ...row }) => row)).toEqual(device.timeline);
      const sum = (...kinds: string[]) =>
        own.filter(({ kind }) => kinds.includes(kind)).reduce((all, row) => all + row.minutes, 0);
      expect((sum('up', 'idle') / sum('up', 'idle', 'unplanned')) * 100).toBeCloseTo(
        device.uptime_percent ?? NaN,
        8,
      );
      expect(await rowsBehind(ctx, device.rows_url, 'stretches')).toHaveLength(own.length);
    }
    const stops = async (which: 'stops' | 'repairs' | 'open_stops') =>
      (await rowsBehind(ctx, receipt.rows_url, which)).map((row) => StopRow.parse(row));
    expect(await stops('stops')).toMatchObject([
      { device: 'A0', from: iso('19:00'), to: null, minutes: 60 },
      { device: 'C1', from: iso('08:00'), to: iso('08:30'), minutes: 30 },
    ]);
    expect(total.stops).toBe(2);
    const repairs = await stops('repairs');
    expect(repairs).toHaveLength(total.repairs);
    expect(repairs.reduce((sum, { minutes }) => sum + minutes, 0) / repairs.length).toBe(
      total.mttr_minutes,
    );
    expect(await stops('open_stops')).toHaveLength(total.open_stops);
  });

  it('refuse a cursor of another list', async () => {
    const { ctx } = await labWith([{ at: clock('00:00'), code: 'OP' }]);
    const query = UptimeRowsQuery.parse({ ...DAY, cursor: 'bm8' });
    await expect(uptimeRows(ctx, query)).rejects.toMatchObject({ code: 'invalid' });
  });
});
