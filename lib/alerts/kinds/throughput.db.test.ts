import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { givenTests, type GivenTest } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Filters } from './kind';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';
import { throughput } from './throughput';

const RULE = { window_minutes: 60, weeks: 2, at_least: 2 };
/** Wednesdays. */
const [TODAY, LAST, BEFORE] = ['2026-06-10', '2026-06-03', '2026-05-27'];

let home: TestLab;
let ctx: Ctx;

const released = (day: string, times: string[], given: Partial<GivenTest> = {}): GivenTest[] =>
  times.map((time) => ({
    received: `${day}T05:00:00+02:00`,
    released: `${day}T${time}:00+02:00`,
    ...given,
  }));

const find = (time: string, given: object = {}, filters: Filters = {}, day = TODAY) =>
  findAt(throughput, worldAt(ctx, `${day}T${time}+02:00`), {
    filters,
    params: params.throughput({ ...RULE, ...given }),
  });

async function open(labId: string, openingHours: object, holidays: object[] = []) {
  await unboundDb().calendar.updateMany({ where: { labId }, data: { openingHours, holidays } });
}

const DAY_LONG = { 1: [['00:00', '24:00']] };
const allWeek = (hours: [string, string][]) =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, hours]));

const TESTS = [
  ...released(BEFORE, ['09:10', '09:20', '09:30', '09:40', '10:30']),
  ...released(LAST, ['09:05', '09:15', '09:25', '09:35', '10:10', '10:20']),
  ...released(TODAY, ['09:12', '09:50', '10:15', '10:40', '10:50']),
  // Of voided specimens nothing was released.
  ...released(TODAY, ['09:40', '09:41', '09:42'], { voided: `${TODAY}T09:45:00+02:00` }),
];

beforeAll(async () => {
  home = await makeTestLab();
  ctx = await home.ctxFor('viewer');
  await givenTests(home.lab.id, TESTS);
  const other = await makeTestLab();
  await givenTests(other.lab.id, released(TODAY, Array(30).fill('09:30')));
}, 60_000);

describe('throughput below its usual', () => {
  it('is found where less than the share of the median was released', async () => {
    // (09:00, 10:00]: 2 today, 4 and 4 before.
    expect(await find('10:00:59', { below_percent: 51 })).toEqual([
      {
        fingerprint: home.lab.id,
        subject: { kind: 'lab', id: home.lab.id },
        labels: {},
        summary: '2 tests released in 60 min, 50 % of the usual 4',
        value: 50,
        threshold: 51,
        unit: 'percent',
        dueAt: null,
        priority: null,
        deviceId: null,
        since: new Date(`${TODAY}T10:00:59+02:00`),
      },
    ]);
    // Exactly half is not below half.
    expect(await find('10:00:59', { below_percent: 50 })).toEqual([]);
    // (09:12, 10:12]: 1 today; 4 last week (09:15, 09:25, 09:35, 10:10) and 3 the week before.
    expect(await find('10:12:00')).toMatchObject([
      { value: 100 / 3.5, summary: '1 test released in 60 min, 28.6 % of the usual 3.5' },
    ]);
    // The running minute is not over: (09:11, 10:11] has the one of 09:12.
    expect(await find('10:11:59')).toEqual([]);
  });

  it('says nothing where little is usual', async () => {
    expect(await find('10:13:00', { at_least: 3 })).toHaveLength(1);
    expect(await find('10:13:00', { at_least: 4 })).toEqual([]);
    // Nothing at all was released in the night, as ever.
    expect(await find('03:00:00')).toEqual([]);
  });

  it('is that of what the filters choose', async () => {
    const lab = await makeTestLab();
    const labId = lab.lab.id;
    const stat = { priority: 'STAT', device: 'M1', location: 'North', assay: 'K' } as const;
    await givenTests(labId, [
      ...released(BEFORE, ['09:10', '09:20', '09:30', '09:40'], stat),
      ...released(LAST, ['09:10', '09:20', '09:30', '09:40'], stat),
      ...released(TODAY, ['09:10'], stat),
      ...released(TODAY, ['09:15', '09:25', '09:35', '09:45', '09:55']),
    ]);
    const db = unboundDb();
    const device = (await db.device.findFirst({ where: { labId } }))?.id ?? '';
    const location = (await db.location.findFirst({ where: { labId } }))?.id ?? '';
    const assay = (await db.assay.findFirst({ where: { labId, code: 'K' } }))?.id ?? '';
    const world = worldAt(await lab.ctxFor('viewer'), `${TODAY}T10:00:00+02:00`);
    const rule = (id: string, filters: Filters) => ({
      id,
      kind: 'throughput' as const,
      filters,
      params: params.throughput(RULE),
    });
    const found = await throughput.find(world, [
      rule('all', {}),
      rule('priority', { priorities: ['STAT'] }),
      rule('device', { devices: [device] }),
      rule('location', { locations: [location] }),
      rule('assay', { assays: [assay] }),
      rule('others', { priorities: ['URGENT'] }),
    ]);
    const values = [...found].map(([id, findings]) => [id, findings[0]?.value ?? null]);
    expect(values).toEqual([
      ['all', null],
      ['priority', 25],
      ['device', 25],
      ['location', 25],
      ['assay', 25],
      ['others', null],
    ]);
  });

  it('leaves a closed lab in peace', async () => {
    const lab = await makeTestLab();
    const { id: labId } = lab.lab;
    await givenTests(labId, TESTS);
    const there = await lab.ctxFor('viewer');
    const at = (time: string) =>
      findAt(throughput, worldAt(there, `${TODAY}T${time}:00+02:00`), {
        filters: {},
        params: params.throughput(RULE),
      });
    expect(await at('10:13')).toHaveLength(1);
    await open(labId, allWeek([['08:00', '10:10']]));
    expect(await at('10:13')).toEqual([]);
    await open(labId, allWeek([['09:13', '18:00']]));
    expect(await at('10:12')).toEqual([]);
    expect(await at('10:13')).toHaveLength(1);
    // Closed all Wednesday.
    await open(labId, DAY_LONG);
    expect(await at('10:13')).toEqual([]);
    // Of a holiday nothing is usual, and one week says too little.
    await open(labId, allWeek([['00:00', '24:00']]), [{ date: LAST, name: 'Founding day' }]);
    expect(await at('10:13')).toEqual([]);
  });
});

describe('its spells', () => {
  const period = {
    from: new Date(`${TODAY}T08:30:20+02:00`),
    to: new Date(`${TODAY}T12:30:00+02:00`),
  };

  it('contain each moment at which it is found, and no other', async () => {
    const moments = [...Array(80).keys()].map(
      (step) => new Date(period.from.getTime() + step * 177_777),
    );
    const rules = [
      { filters: {}, params: params.throughput(RULE) },
      {
        filters: {},
        params: params.throughput({ ...RULE, below_percent: 80, window_minutes: 20, at_least: 1 }),
      },
    ];
    for (const rule of rules) {
      const asked = await foundAndSpelled(throughput, ctx, rule, period, moments);
      expect(asked.spelled).toEqual(asked.found);
      expect(asked.spells.length).toBeGreaterThan(0);
    }
  }, 120_000);

  it('begin and end with a full minute', async () => {
    const rule = { filters: {}, params: params.throughput(RULE), kind: 'throughput' as const };
    const spells = await throughput.spells(worldAt(ctx, period.to), rule, period);
    const hour = (time: Date | null) => time?.toISOString().slice(11, 23);
    expect(spells.map(({ from, to, value }) => [hour(from), hour(to), value])).toEqual([
      // 1 of a usual 2.5, then of 4, until the second came.
      ['07:25:00.000', '07:50:00.000', 25],
      // 1 of a usual 3.5 once that of 09:12 was out, until that of 10:15 came.
      ['08:12:00.000', '08:15:00.000', 100 / 3.5],
    ]);
  });
});
