import { beforeAll, describe, expect, it } from 'vitest';
import { makeLivingLab, type LivingLab } from '@/lib/metrics/testing-lives';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { voidSpecimen } from '@/lib/specimens/changes/void-specimen';
import type { Filters } from './kind';
import { rejectionRate } from './rejection-rate';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const clock = (time: Date | null) =>
  time?.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }) ?? null;
const RULE = { percent: 30, at_least: 2, window_minutes: 60 };
const CLOT = { rejection_reason: 'RC' };

let home: LivingLab;
let ctx: Ctx;

/** A specimen of CBC, received; rejected where a time says so. */
async function specimen(
  lab: LivingLab,
  number: string,
  location: string | undefined,
  received: string,
  rejected?: string,
  given: Record<string, unknown> = {},
) {
  await lab.create(number, { assay: 'CBC', location, received_at: at(received), ...given });
  if (rejected) await lab.act(number, 'reject', at(rejected), CLOT);
}

const find = (time: string, given: object = {}, filters: Filters = {}) =>
  findAt(rejectionRate, worldAt(ctx, at(time)), {
    filters,
    params: params.rejectionRate({ ...RULE, ...given }),
  });
const summaries = async (...asked: Parameters<typeof find>) =>
  (await find(...asked)).map(({ summary }) => summary).toSorted();

beforeAll(async () => {
  home = await makeLivingLab();
  ctx = await home.ctxFor('viewer');
  await specimen(home, 'N1', 'North', '08:00', undefined, { priority: 'STAT' });
  await specimen(home, 'N2', 'North', '08:10', '08:40', { priority: 'STAT' });
  await specimen(home, 'N3', 'North', '08:20');
  await specimen(home, 'S1', 'South', '08:05', '08:06', { assay: 'K' });
  await specimen(home, 'S2', 'South', '08:30');
  // Never received.
  await home.create('U1', { assay: 'CBC', state: 'expected', ordered_at: at('07:00') });
  await home.act('U1', 'reject', at('08:25'), CLOT);
  // Entered by mistake.
  await specimen(home, 'V1', 'North', '08:01', '08:02');
  await voidSpecimen(await home.ctxFor('manager'), 'V1', { reason: 'not ours' });
  // Taken back.
  await specimen(home, 'R1', 'North', '12:00', '12:01');
  await home.act('R1', 'reinstate', at('12:10'), { reason: 'it was fine' }, 'supervisor');
  // One test rejected by name does not reject the tube.
  const two = { assay: undefined, tests: [{ assay: 'CBC' }, { assay: 'K' }] };
  await specimen(home, 'P1', 'North', '12:02', undefined, two);
  await home.act('P1', 'reject', at('12:04'), { ...CLOT, assays: ['K'] });
  const other = await makeLivingLab();
  await specimen(other, 'N1', 'North', '08:00', '08:01');
  await specimen(other, 'N2', 'North', '08:01', '08:02');
}, 120_000);

describe('the rejection rate', () => {
  it('is that of what was presented in the hour up to the moment', async () => {
    // N1 and S1, nothing rejected yet.
    expect(await summaries('08:05')).toEqual([]);
    expect(await summaries('08:06')).toEqual([
      'The lab: 1 of 2 specimens rejected (50 %) in 60 min',
    ]);
    // 1 of 4.
    expect(await summaries('08:20')).toEqual([]);
    // U1 is presented by its rejection: 2 of 5.
    expect(await summaries('08:25')).toEqual([
      'The lab: 2 of 5 specimens rejected (40 %) in 60 min',
    ]);
    expect(await summaries('08:40')).toEqual([
      'The lab: 3 of 6 specimens rejected (50 %) in 60 min',
    ]);
    // N1 is just out.
    expect(await summaries('09:00')).toEqual([
      'The lab: 3 of 5 specimens rejected (60 %) in 60 min',
    ]);
    expect(await summaries('09:25')).toEqual([]);
  });

  it('counts nothing that was reinstated, nor a tube of which one test was rejected', async () => {
    expect(await summaries('12:05')).toEqual([]);
    expect(await summaries('12:30')).toEqual([]);
  });

  it('is told of the lab or of a location, with its threshold', async () => {
    expect(await find('09:00')).toEqual([
      {
        fingerprint: home.lab.id,
        subject: { kind: 'lab', id: home.lab.id },
        labels: {},
        summary: 'The lab: 3 of 5 specimens rejected (60 %) in 60 min',
        value: 60,
        threshold: 30,
        unit: 'percent',
        dueAt: null,
        priority: null,
        deviceId: null,
        since: new Date(at('09:00')),
      },
    ]);
    // What has no location is nowhere.
    expect(await find('08:45', { by: 'location' })).toMatchObject([
      { labels: { location: 'South' }, subject: { kind: 'location' }, value: 50 },
      { labels: { location: 'North' }, value: 100 / 3 },
    ]);
  });

  it('says nothing of few, nor where exactly the limit is reached', async () => {
    expect(await summaries('08:40', { at_least: 7 })).toEqual([]);
    expect(await summaries('08:40', { percent: 50 })).toEqual([]);
  });

  it('is that of what the filters choose', async () => {
    const db = unboundDb();
    const labId = home.lab.id;
    const assay = async (code: string) =>
      (await db.assay.findFirst({ where: { labId, code } }))?.id ?? '';
    const south = await db.location.findFirst({ where: { labId, name: 'South' } });
    const one = { at_least: 1 };
    const lab = (text: string) => [`The lab: ${text} in 60 min`];
    expect(await summaries('08:40', {}, { priorities: ['STAT'] })).toEqual(
      lab('1 of 2 specimens rejected (50 %)'),
    );
    expect(await summaries('08:40', one, { assays: [await assay('K')] })).toEqual(
      lab('1 of 1 specimens rejected (100 %)'),
    );
    expect(await summaries('08:40', {}, { locations: [south?.id ?? ''] })).toEqual(
      lab('1 of 2 specimens rejected (50 %)'),
    );
    expect(await summaries('08:40', one, { departments: [labId] })).toEqual([]);
  });
});

describe('its spells', () => {
  const period = { from: new Date(at('07:30')), to: new Date(at('13:30')) };

  it('are when it held', async () => {
    const told = async (given: object) => {
      const rule = { filters: {}, params: params.rejectionRate({ ...RULE, ...given }) };
      const world = worldAt(ctx, period.to);
      const spells = await rejectionRate.spells(world, { ...rule, kind: 'rejection_rate' }, period);
      return spells.map(({ labels, from, to, value }) => [
        labels.location ?? 'lab',
        clock(from),
        clock(to),
        value,
      ]);
    };
    expect(await told({})).toEqual([
      ['lab', '08:06', '08:20', 50],
      ['lab', '08:25', '09:25', 60],
    ]);
    expect(await told({ by: 'location' })).toEqual([
      ['South', '08:30', '09:05', 50],
      ['North', '08:40', '09:10', 50],
    ]);
  });

  it('contain each moment at which it is found, and no other', async () => {
    const { lab } = home;
    const locations = await unboundDb().location.findMany({ where: { labId: lab.id } });
    const moments = [...Array(72).keys()].map(
      (step) => new Date(period.from.getTime() + step * 300_000),
    );
    const instants = moments.flatMap((moment, step) =>
      step % 4 === 1 ? [new Date(moment.getTime() - 1), moment] : [moment],
    );
    const rules = [
      { filters: {}, params: params.rejectionRate(RULE) },
      {
        filters: { locations: locations.map(({ id }) => id) },
        params: params.rejectionRate({ ...RULE, by: 'location', window_minutes: 37 }),
      },
      {
        filters: { priorities: ['STAT' as const] },
        params: params.rejectionRate({ ...RULE, at_least: 1 }),
      },
    ];
    for (const rule of rules) {
      const { found, spelled, spells } = await foundAndSpelled(
        rejectionRate,
        ctx,
        rule,
        period,
        instants,
      );
      expect(spelled).toEqual(found);
      expect(spells.length).toBeGreaterThan(0);
    }
  }, 120_000);
});
