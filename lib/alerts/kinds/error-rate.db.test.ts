import { beforeAll, describe, expect, it } from 'vitest';
import { importBytes } from '@/lib/imports/testing-import';
import { buildBlocks } from '@/lib/metrics/blocks/build-blocks';
import { makeLivingLab, type LivingLab } from '@/lib/metrics/testing-lives';
import type { Ctx } from '@/lib/platform/context';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { voidSpecimen } from '@/lib/specimens/changes/void-specimen';
import type { Filters } from './kind';
import { errorRate } from './error-rate';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const clock = (time: Date | null) =>
  time?.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }) ?? null;

let home: LivingLab;
let ctx: Ctx;
const RULE = { percent: 40, at_least: 2 };

/** A test of its own that is started at 07:50 and then fails or is submitted. */
async function attempt(
  lab: LivingLab,
  [number, assay, device, action, time]: [string, string, string, 'fail' | 'submit', string],
  given = {},
) {
  await lab.create(number, { assay, received_at: at('07:00'), ...given });
  await lab.act(number, 'start', at('07:50'), { device });
  await lab.act(number, action, at(time), action === 'fail' ? { error_code: 'E1' } : {});
}

const idOf = async (name: string) =>
  (await unboundDb().device.findFirst({ where: { labId: home.lab.id, name } }))?.id ?? '';
const find = (time: string, given: object = {}, filters: Filters = {}) =>
  findAt(errorRate, worldAt(ctx, at(time)), {
    filters,
    params: params.errorRate({ ...RULE, ...given }),
  });
const summaries = async (...asked: Parameters<typeof find>) =>
  (await find(...asked)).map(({ summary }) => summary).toSorted();

beforeAll(async () => {
  home = await makeLivingLab();
  ctx = await home.ctxFor('viewer');
  await attempt(home, ['A1', 'CBC', 'M1', 'fail', '08:10']);
  await attempt(home, ['A2', 'CBC', 'M1', 'submit', '08:20']);
  await attempt(home, ['A3', 'K', 'M1', 'submit', '08:30'], { priority: 'STAT' });
  await attempt(home, ['A4', 'K', 'M1', 'fail', '08:40'], { priority: 'STAT' });
  await attempt(home, ['B1', 'NA', 'M2', 'submit', '08:15'], { location: 'North' });
  await attempt(home, ['B2', 'NA', 'M2', 'fail', '08:45'], { location: 'North' });
  // Entered by mistake: in no figure, and in no alert.
  await attempt(home, ['X1', 'CBC', 'M1', 'fail', '08:12']);
  await voidSpecimen(await home.ctxFor('manager'), 'X1', { reason: 'not ours' });
  // Another lab’s M1 fails all the time.
  const other = await makeLivingLab();
  await attempt(other, ['A1', 'CBC', 'M1', 'fail', '08:10']);
  await attempt(other, ['A2', 'CBC', 'M1', 'fail', '08:11']);
}, 120_000);

describe('the error rate of a device', () => {
  it('is that of its own attempts in the hour up to the moment', async () => {
    expect(await summaries('08:19')).toEqual([]);
    // 1 of 2, more than 40 %.
    expect(await summaries('08:20')).toEqual(['M1: 1 of 2 attempts failed (50 %) in 60 min']);
    // 1 of 3.
    expect(await summaries('08:30')).toEqual([]);
    expect(await summaries('08:45')).toEqual([
      'M1: 2 of 4 attempts failed (50 %) in 60 min',
      'M2: 1 of 2 attempts failed (50 %) in 60 min',
    ]);
    // The one of 08:10 is just out.
    expect(await summaries('09:10')).toEqual(['M2: 1 of 2 attempts failed (50 %) in 60 min']);
    expect(await summaries('10:00')).toEqual([]);
  });

  it('is told of the device, with its threshold', async () => {
    const id = await idOf('M1');
    expect(await find('08:40')).toEqual([
      {
        fingerprint: id,
        subject: { kind: 'device', id },
        labels: { device: 'M1' },
        summary: 'M1: 2 of 4 attempts failed (50 %) in 60 min',
        value: 50,
        threshold: 40,
        unit: 'percent',
        dueAt: null,
        priority: null,
        deviceId: id,
        since: new Date(at('08:40')),
      },
    ]);
  });

  it('says nothing of few attempts, nor where exactly the limit is reached', async () => {
    expect(await summaries('08:45', { at_least: 5 })).toEqual([]);
    expect(await summaries('08:45', { percent: 50 })).toEqual([]);
    // (08:30, 08:45]: one of each device.
    expect(await summaries('08:45', { window_minutes: 15 })).toEqual([]);
  });

  it('is that of what the filters choose', async () => {
    const db = unboundDb();
    const labId = home.lab.id;
    const assay = await db.assay.findFirst({ where: { labId, code: 'K' } });
    const north = await db.location.findFirst({ where: { labId, name: 'North' } });
    const m1 = 'M1: 1 of 2 attempts failed (50 %) in 60 min';
    const m2 = 'M2: 1 of 2 attempts failed (50 %) in 60 min';
    expect(await summaries('08:45', {}, { assays: [assay?.id ?? ''] })).toEqual([m1]);
    expect(await summaries('08:45', {}, { priorities: ['STAT'] })).toEqual([m1]);
    expect(await summaries('08:45', {}, { locations: [north?.id ?? ''] })).toEqual([m2]);
    expect(await summaries('08:45', {}, { devices: [await idOf('M2')] })).toEqual([m2]);
    expect(await summaries('08:45', {}, { departments: [labId] })).toEqual([]);
  });

  it('takes several rules in one go', async () => {
    const rule = (id: string, given: object) => ({
      id,
      kind: 'error_rate' as const,
      filters: {},
      params: params.errorRate({ ...RULE, ...given }),
    });
    const found = await errorRate.find(worldAt(ctx, at('08:45')), [
      rule('hour', {}),
      rule('quarter', { window_minutes: 5, at_least: 1 }),
      rule('assay', { by: 'assay' }),
    ]);
    const named = (id: string) =>
      found
        .get(id)
        ?.map(({ labels }) => labels.device ?? labels.assay)
        .toSorted();
    expect(named('hour')).toEqual(['M1', 'M2']);
    // (08:40, 08:45]
    expect(named('quarter')).toEqual(['M2']);
    // CBC 1 of 2, K 1 of 2, NA 1 of 2.
    expect(named('assay')).toEqual(['CBC', 'K', 'NA']);
  });
});

describe('its spells', () => {
  const period = { from: new Date(at('08:00')), to: new Date(at('10:30')) };
  const told = (spells: { labels: object; from: Date; to: Date | null; value: number | null }[]) =>
    spells.map(({ labels, from, to, value }) => [
      ...Object.values(labels),
      clock(from),
      clock(to),
      value,
    ]);

  it('are when it held', async () => {
    const rule = { filters: {}, params: params.errorRate(RULE), kind: 'error_rate' as const };
    const spells = await errorRate.spells(worldAt(ctx, period.to), rule, period);
    expect(told(spells)).toEqual([
      ['M1', '08:20', '08:30', 50],
      ['M1', '08:40', '09:10', 50],
      ['M2', '08:45', '09:15', 50],
      ['M1', '09:20', '09:30', 50],
    ]);
    const short = { from: new Date(at('08:00')), to: new Date(at('09:00')) };
    expect(told(await errorRate.spells(worldAt(ctx, short.to), rule, short))).toEqual([
      ['M1', '08:20', '08:30', 50],
      ['M1', '08:40', null, 50],
      ['M2', '08:45', null, 50],
    ]);
  });

  it('contain each moment at which it is found, and no other', async () => {
    // Imported work too, whose attempts end when its file says.
    const lines = ['specimen_id,assay,status,machine_id,received_at,processed_at'];
    for (let row = 0; row < 24; row += 1) {
      const minute = String(row * 2).padStart(2, '0');
      const status = row % 3 === 0 ? 'ERROR' : 'COMPLETED';
      const done = row % 7 === 0 ? '' : at(`08:${minute}`);
      lines.push(`I${row},${row % 2 ? 'K' : 'CBC'},${status},M3,${at(`07:${minute}`)},${done}`);
    }
    await importBytes(await home.ctxFor('supervisor'), Buffer.from(lines.join('\n')));
    const labId = home.lab.id;
    expect(await unboundDb().orderedTest.count({ where: { labId } })).toBe(31);
    const moments = [...Array(50).keys()].flatMap((minute) => {
      const moment = period.from.getTime() + minute * 180_000;
      return minute % 5 === 0
        ? [new Date(moment - 1 + (minute ? 0 : 1)), new Date(moment)]
        : [new Date(moment)];
    });
    const assay = await unboundDb().assay.findFirst({ where: { labId, code: 'CBC' } });
    const rules = [
      { filters: {}, params: params.errorRate(RULE) },
      {
        filters: {},
        params: params.errorRate({ by: 'assay', percent: 30, window_minutes: 20, at_least: 2 }),
      },
      {
        filters: { assays: [assay?.id ?? ''] },
        params: params.errorRate({ percent: 35, at_least: 1, window_minutes: 30 }),
      },
    ];
    for (const rule of rules) {
      const { found, spelled, spells } = await foundAndSpelled(
        errorRate,
        ctx,
        rule,
        period,
        moments,
      );
      expect(spelled).toEqual(found);
      expect(spells.length).toBeGreaterThan(1);
    }
    // The same once the figures’ blocks were built of those days.
    while ((await buildBlocks(pool(), { atOnce: true })) > 0);
    const [rule] = rules;
    if (!rule) throw new Error('No rule');
    const built = await foundAndSpelled(errorRate, ctx, rule, period, moments.slice(0, 30));
    expect(built.spelled).toEqual(built.found);
  }, 300_000);
});

describe('work that came by a file without times', () => {
  it('ends with its receipt, taken back since or not', async () => {
    const lines = [
      'specimen_id,assay,status,machine_id,received_at,processed_at',
      `P1,K,COMPLETED,M3,${at('11:05')},`,
      `P2,K,COMPLETED,M3,${at('11:06')},`,
      `P3,K,ERROR,M3,${at('11:07')},`,
    ];
    await importBytes(await home.ctxFor('supervisor'), Buffer.from(lines.join('\n')));
    const published = unboundDb().orderedTest.findMany({
      where: {
        labId: home.lab.id,
        stateKey: 'published',
        specimen: { number: { in: ['P1', 'P2'] } },
      },
      select: { releasedAt: true },
    });
    expect(await published).toEqual([{ releasedAt: null }, { releasedAt: null }]);
    const told = ['M3: 1 of 3 attempts failed (33.3 %) in 60 min'];
    expect(await summaries('11:30', { percent: 30 })).toEqual(told);
    await home.act('P1', 'amend', at('11:20'), { reason: 'a wrong unit' }, 'supervisor');
    expect(await summaries('11:30', { percent: 30 })).toEqual(told);
    await home.act('P3', 'retry', at('11:25'));
    expect(await summaries('11:30', { percent: 30 })).toEqual(told);
  });
});
