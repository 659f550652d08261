import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { makeLivingLab } from '../testing-lives';
import { givenTests, type GivenTest } from '../testing-tests';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-08T00:00:00+02:00', to: '2026-06-22T00:00:00+02:00' };

async function ask(
  { lab }: Pick<TestLab, 'lab'>,
  query: Record<string, string> = {},
  path: `/${string}` = '/metrics/rejections',
) {
  const answer = await callRoute(
    { method: 'GET', path },
    {
      headers: await storedKey(lab, 'viewer'),
      query: `?${new URLSearchParams({ ...WINDOW, ...query })}`,
    },
  );
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text);
}

const rowsOf = (home: Pick<TestLab, 'lab'>, query: Record<string, string> = {}) =>
  ask(home, { limit: '500', ...query }, '/metrics/rejections/rows');

type Group = { key: string | null; presented: number; rejected: number; count: number };
const groupsOf = ({ groups }: { groups: Group[] }) =>
  groups.map(({ key, presented, rejected }) => [key, presented, rejected]);
const numbers = async (home: Pick<TestLab, 'lab'>, which = 'rejected') =>
  (await rowsOf(home, { which })).data
    .map(({ specimen_id }: { specimen_id: string }) => specimen_id)
    .toSorted();

test('counts what stands rejected of what was presented', async () => {
  const home = await makeLivingLab();
  const { create, act } = home;
  const came = { received_at: at('07:00'), location: 'North', specimen_type: 'SER' };
  const two = { tests: [{ assay: 'CBC' }, { assay: 'K' }] };
  // Kept; rejected on arrival; rejected without receipt; never came.
  await create('S1', { assay: 'CBC', ...came });
  await create('S2', { assay: 'CBC', ...came });
  await act('S2', 'reject', at('07:10'), { rejection_reason: 'RH', informed: 'Nurse Ada' });
  await create('S3', { assay: 'NA', state: 'expected', location: 'South' });
  await act('S3', 'reject', '2026-06-16T09:00:00+02:00', { rejection_reason: 'RM' });
  await create('S4', { assay: 'NA', state: 'expected' });
  // One test of two by name does not reject the tube, both do.
  await create('S5', { ...two, ...came });
  await act('S5', 'reject', at('07:20'), { rejection_reason: 'QS', assays: ['K'] });
  await create('S6', { ...two, ...came });
  await act('S6', 'reject', at('07:30'), { rejection_reason: 'QS', assays: ['K'] });
  await act('S6', 'reject', at('07:40'), { rejection_reason: 'RH', assays: ['CBC'] });
  // The whole tube after one report had gone out; what was reinstated.
  await create('S7', { ...two, ...came });
  await act('S7', 'submit', at('08:00'), { assays: ['K'], device: 'M1' });
  await act('S7', 'verify', at('08:10'), { assays: ['K'] }, 'supervisor');
  await act('S7', 'publish', at('08:20'), { assays: ['K'] }, 'supervisor');
  await act('S7', 'reject', at('08:30'), { rejection_reason: 'RH' });
  await create('S8', { ...two, ...came });
  await act('S8', 'reject', at('08:40'), { rejection_reason: 'RC' });
  await act('S8', 'reinstate', at('08:50'), { reason: 'wrong tube' }, 'supervisor');
  // Its first rejection's time is kept; a test rejected by name later is not the tube's.
  await act('S8', 'reject', at('08:55'), { rejection_reason: 'RC', assays: ['K'] });
  // Entered by mistake.
  await create('S9', { assay: 'CBC', ...came });
  await act('S9', 'reject', at('09:00'), { rejection_reason: 'RH' });
  await unboundDb().specimen.updateMany({
    where: { labId: home.lab.id, number: 'S9' },
    data: { voidedAt: new Date() },
  });

  const answer = await ask(home, { group_by: 'reason' });
  expect(answer).toMatchObject({ presented: 7, rejected: 4, rate: 4 / 7, limits: null });
  expect(await numbers(home)).toEqual(['S2', 'S3', 'S6', 'S7']);
  expect(await numbers(home, 'presented')).toEqual(['S1', 'S2', 'S3', 'S5', 'S6', 'S7', 'S8']);
  expect(answer.data).toMatchObject([
    { key: '2026-06-08', presented: 6, rejected: 3, rate: 0.5 },
    { key: '2026-06-15', presented: 1, rejected: 1, rate: 1 },
  ]);
  const ofReason = Object.fromEntries(answer.reasons.map(({ key, count }: Group) => [key, count]));
  // A tube whose tests were rejected for two reasons has one of them.
  expect(ofReason.RH + (ofReason.QS ?? 0)).toBe(3);
  expect(ofReason.RM).toBe(1);
  expect(answer.groups.reduce((sum: number, { rejected }: Group) => sum + rejected, 0)).toBe(4);
  expect((await rowsOf(home, { rejection_reason: 'rm' })).total).toBe(1);
  expect((await rowsOf(home, { rejection_reason: '(none)' })).total).toBe(0);

  expect(groupsOf(await ask(home, { group_by: 'location' }))).toEqual([
    ['North', 6, 3],
    ['South', 1, 1],
  ]);
  expect(groupsOf(await ask(home, { group_by: 'specimen_type' }))).toEqual([
    ['SER', 6, 3],
    [null, 1, 1],
  ]);
  // Under each of its assays once.
  expect(groupsOf(await ask(home, { group_by: 'assay' }))).toEqual([
    ['CBC', 6, 3],
    ['K', 4, 2],
    ['NA', 1, 1],
  ]);
  expect(await ask(home, { assay: 'K' })).toMatchObject({ presented: 4, rejected: 2 });
  expect(await ask(home, { location: 'south' })).toMatchObject({ presented: 1, rejected: 1 });
  expect(await ask(home, { specimen_type: '(none)' })).toMatchObject({ presented: 1 });
  expect(await ask(home, { device: 'M1' })).toMatchObject({ presented: 1, rejected: 1 });
  expect(await ask(home, { priority: 'STAT' })).toMatchObject({ presented: 0, rate: null });
  const [row] = (await rowsOf(home, { location: 'North' })).data.filter(
    ({ specimen_id }: { specimen_id: string }) => specimen_id === 'S2',
  );
  expect(row).toMatchObject({
    assay: 'CBC',
    reason: 'Haemolysed',
    informed: 'Nurse Ada',
    location: 'North',
    received: '2026-06-10T05:00:00.000Z',
    rejected_at: '2026-06-10T05:10:00.000Z',
  });
});

test('draws limits from complete buckets alone, once there are 12 of them', async () => {
  const home = await makeTestLab();
  const day = (weeks: number) => new Date(Date.UTC(2026, 2, 4 + 7 * weeks, 10)).toISOString();
  // Weeks of 40, one rejected in the odd ones; the first and the last are cut by the window.
  const tests = Array.from({ length: 14 }, (_, week) =>
    Array.from({ length: 40 }, (_each, at): GivenTest => ({
      received: day(week),
      ...(at < week % 2 || week === 13 ? { state: 'rejected', rejected: day(week) } : {}),
    })),
  ).flat();
  await givenTests(home.lab.id, tests);
  const window = { from: '2026-03-03T00:00:00+01:00', to: '2026-06-05T00:00:00+02:00' };
  const answer = await ask(home, window);
  expect(answer.limits).toMatchObject({ buckets: 12 });
  // Six of 480: p̄ = 1/80. By hand: σ = √(p̄(1 − p̄)/40), every step is 2 p̄/σ, σz = that by 1.128.
  const centre = 1 / 80;
  const sigma = Math.sqrt((centre * (1 - centre)) / 40);
  expect(answer.limits.centre).toBeCloseTo(centre, 12);
  expect(answer.limits.sigma_z).toBeCloseTo((2 * centre) / sigma / 1.128, 10);
  expect(answer.data).toHaveLength(14);
  expect(answer.data[0]).toMatchObject({ provisional: true, running: false, presented: 40 });
  expect(answer.data[1]).toMatchObject({ provisional: false, lower: 0 });
  expect(answer.data[1].upper).toBeCloseTo(centre + (3 * 2 * centre) / 1.128, 10);
  expect(answer.data[13]).toMatchObject({ provisional: true, rejected: 40, rate: 1 });
  const shorter = await ask(home, { ...window, from: '2026-03-10T00:00:00+01:00' });
  expect(shorter.limits).toBeNull();
});

test('has week 53, weeks from the lab’s first weekday, and days on which the clocks change', async () => {
  const home = await makeTestLab();
  await givenTests(home.lab.id, [
    { received: '2026-12-31T23:30:00+01:00' },
    { received: '2027-01-03T23:59:59+01:00', state: 'rejected', rejected: '2027-01-04T08:00:00Z' },
    { received: '2027-01-04T00:00:00+01:00' },
  ]);
  const turn = { from: '2026-12-28T00:00:00+01:00', to: '2027-01-11T00:00:00+01:00' };
  const bars = async (of: Pick<TestLab, 'lab'>, query: Record<string, string>) =>
    (await ask(of, query)).data.map(({ key, presented, rejected }: Group) => [
      key,
      presented,
      rejected,
    ]);
  expect(await bars(home, turn)).toEqual([
    ['2026-12-28', 2, 1],
    ['2027-01-04', 1, 0],
  ]);
  expect(await bars(home, { ...turn, grain: 'month' })).toEqual([
    ['2026-12', 1, 0],
    ['2027-01', 2, 1],
  ]);

  const sunday = await makeTestLab({ firstWeekday: 7 });
  await givenTests(sunday.lab.id, [
    { received: '2026-03-28T23:59:00+01:00' },
    { received: '2026-03-29T03:00:00+02:00' },
    { received: '2026-10-25T02:30:00+01:00' },
  ]);
  expect(
    await bars(sunday, { from: '2026-03-22T00:00:00+01:00', to: '2026-04-05T00:00:00+02:00' }),
  ).toEqual([
    ['2026-03-22', 1, 0],
    ['2026-03-29', 1, 0],
  ]);
  expect(
    await bars(sunday, { from: '2026-10-25T00:00:00+02:00', to: '2026-10-26T00:00:00+01:00' }),
  ).toEqual([['2026-10-25', 1, 0]]);
});

test('of nothing is null, and reasons are empty', async () => {
  const home = await makeTestLab();
  const answer = await ask(home, { group_by: 'assay' });
  expect(answer).toMatchObject({
    presented: 0,
    rejected: 0,
    rate: null,
    ci95: null,
    limits: null,
    reasons: [],
    groups: [],
  });
  expect(answer.data.map(({ rate }: { rate: number | null }) => rate)).toEqual([null, null]);
  expect(await rowsOf(home)).toMatchObject({ data: [], total: 0 });
});

test('groups and buckets add up to the whole', async () => {
  const tube = fc.record({
    received: fc.constantFrom('2026-06-08T09:00:00Z', '2026-06-17T09:00:00Z', undefined),
    rejected: fc.constantFrom('2026-06-09T10:00:00Z', undefined),
    location: fc.constantFrom('North', 'South', undefined),
    specimenType: fc.constantFrom('SER', 'EDTA', undefined),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(tube, { maxLength: 12 }), async (tubes) => {
      const home = await makeTestLab();
      await givenTests(
        home.lab.id,
        tubes.map((each) => ({ ...each, state: each.rejected ? 'rejected' : 'received' })),
      );
      const presented = tubes.filter(({ received, rejected }) => received ?? rejected).length;
      const rejected = tubes.filter((each) => each.rejected).length;
      for (const group_by of ['reason', 'location', 'specimen_type']) {
        const answer = await ask(home, { group_by });
        expect(answer).toMatchObject({ presented, rejected });
        const sum = (of: Group[], name: 'presented' | 'rejected') =>
          of.reduce((total, each) => total + each[name], 0);
        expect(sum(answer.groups, 'rejected')).toBe(rejected);
        expect(sum(answer.data, 'rejected')).toBe(rejected);
        expect(sum(answer.data, 'presented')).toBe(presented);
        if (group_by !== 'reason') expect(sum(answer.groups, 'presented')).toBe(presented);
      }
    }),
    { numRuns: 8 },
  );
});
