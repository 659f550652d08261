import { expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { readMissing } from '@/lib/worklist/read-missing';
import { readWorklist } from '@/lib/worklist/read-worklist';
import { MissingQuery, WorklistQuery } from '@/lib/worklist/contract';
import { overview } from './overview';
import type { OverviewTileName } from './overview-contract';
import { readOpenAsOf } from './read-open-as-of';
import { givenTests, type GivenTest } from '../testing-tests';

// A Wednesday, 12:00 in Berlin; the week before is 3 June.
const NOW = new Date('2026-06-10T12:00:00+02:00');
const today = (time: string) => `2026-06-10T${time}:00+02:00`;
const lastWeek = (time: string) => `2026-06-03T${time}:00+02:00`;

async function ask(lab: TestLab, given: readonly GivenTest[], now = NOW) {
  await givenTests(lab.lab.id, given);
  const ctx = await lab.ctxFor('supervisor', now);
  const answer = await overview(ctx, { bench: 'all' });
  const of = (name: OverviewTileName) => {
    const tile = answer.tiles.find((each) => each.name === name);
    return tile && [tile.count, tile.before?.count ?? null];
  };
  return { answer, of, ctx };
}

test('counts today so far beside the same weekday up to the same time', async () => {
  const lab = await makeTestLab();
  const { answer, of } = await ask(lab, [
    { received: today('08:00'), released: today('09:00') },
    { received: today('08:00'), released: today('11:59') },
    { received: lastWeek('08:00'), released: lastWeek('09:00') },
    // At that clock time it was not released yet, but in work.
    { received: lastWeek('08:00'), released: lastWeek('12:01') },
    { received: lastWeek('12:01'), released: lastWeek('13:00') },
    // The day before both.
    { received: '2026-06-09T08:00:00+02:00', released: '2026-06-09T23:59:59+02:00' },
  ]);
  expect(answer.compared_with).toEqual({
    from: '2026-06-02T22:00:00.000Z',
    to: '2026-06-03T10:00:00.000Z',
  });
  expect(of('released')).toEqual([2, 1]);
  expect(of('in_work')).toEqual([0, 1]);
});

const OPEN: GivenTest[] = [
  { received: lastWeek('10:00'), due: lastWeek('11:59'), released: lastWeek('15:00') },
  // Due at that very minute: not over, and all of its target gone.
  { received: lastWeek('10:00'), due: lastWeek('12:00'), released: lastWeek('15:00') },
  { received: lastWeek('11:00'), due: lastWeek('15:00'), released: lastWeek('15:00') },
  { received: lastWeek('10:00'), due: lastWeek('11:00'), released: lastWeek('10:30') },
  { received: lastWeek('10:00'), due: lastWeek('11:00'), voided: lastWeek('11:30') },
  { received: today('09:00'), due: today('11:59') },
  { received: today('10:00'), due: today('12:30') },
  { received: today('10:00'), due: today('18:00'), state: 'in_process' },
  { received: today('10:00') },
];

test('tells what was open a week ago by the milestones', async () => {
  const { of } = await ask(await makeTestLab(), OPEN);
  expect(of('in_work')).toEqual([4, 3]);
  expect(of('overdue')).toEqual([1, 1]);
  expect(of('at_risk')).toEqual([1, 1]);
});

test('the milestones tell of now what the worklist does', async () => {
  const lab = await makeTestLab();
  const { ctx } = await ask(lab, [
    ...OPEN,
    { collected: today('08:00'), state: 'expected' },
    { collected: today('10:01'), state: 'expected' },
    { ordered: today('08:00'), priority: 'STAT', state: 'expected' },
    { ordered: today('08:00'), state: 'expected' },
    { collected: today('08:00'), received: today('11:00') },
  ]);
  const [worklist, missing, asOf] = await Promise.all([
    readWorklist(ctx, WorklistQuery.parse({})),
    readMissing(ctx, MissingQuery.parse({})),
    readOpenAsOf(ctx, ctx.now, null),
  ]);
  expect(asOf).toEqual({
    in_work: worklist.data.filter(({ state }) => state !== 'expected').length,
    overdue: worklist.counts.overdue,
    at_risk: worklist.counts.at_risk,
    missing: missing.total,
  });
  expect(missing.total).toBe(2);
});

test('what was missing then has come since', async () => {
  const { of } = await ask(await makeTestLab(), [
    { collected: lastWeek('09:00'), received: lastWeek('13:00'), released: lastWeek('14:00') },
    { collected: lastWeek('09:00'), received: lastWeek('11:59'), released: lastWeek('14:00') },
    { collected: lastWeek('10:00'), received: lastWeek('13:00'), released: lastWeek('14:00') },
  ]);
  expect(of('missing')).toEqual([0, 1]);
});

test('each number is that of the rows it leads to', async () => {
  const lab = await makeTestLab();
  await lab.ctxFor('supervisor');
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  await givenTests(lab.lab.id, [
    { received: ago(3), released: ago(1) },
    { received: ago(3), priority: 'STAT', due: ago(1) },
    { received: ago(5), due: new Date(Date.now() + 30_000).toISOString() },
    { collected: ago(500), state: 'expected' },
    { received: ago(10), rejected: ago(2), state: 'rejected' },
  ]);
  const headers = await storedKey(lab.lab, 'viewer');
  const get = async (path: `/${string}`, query: string) => {
    const answer = await callRoute({ method: 'GET', path }, { headers, query });
    expect(answer.status, answer.text).toBe(200);
    return JSON.parse(answer.text);
  };
  const { tiles } = await get('/metrics/overview', '');
  const seen: string[] = [];
  for (const { name, count, rows_url: url } of tiles) {
    const { pathname, searchParams } = new URL(url, 'http://lab.test');
    if (name === 'criticals_open' || name === 'devices_down') continue;
    searchParams.delete('lab');
    const rows = await get(`/${pathname.replace('/api/v1/', '')}`, `?${searchParams}`);
    expect(rows.total ?? rows.data.length, name).toBe(count);
    seen.push(name);
  }
  expect(seen).toEqual(
    expect.arrayContaining(['released', 'in_work', 'overdue', 'at_risk', 'missing', 'error_rate']),
  );
});

test('an empty lab counts nothing, and knows nothing of its devices', async () => {
  const lab = await makeTestLab();
  await unboundDb().device.create({
    data: { id: newId(), labId: lab.lab.id, name: 'CHEM-1', type: 'analyzer' },
  });
  const { answer, of } = await ask(lab, []);
  expect(answer.tiles.map(({ count }) => count).every((count) => count === 0)).toBe(true);
  expect(of('devices_down')).toEqual([0, null]);
  expect(answer.tiles.find(({ name }) => name === 'error_rate')).toMatchObject({
    percent: null,
    of: 0,
  });
});

test('at midnight the day has nothing yet', async () => {
  const { of } = await ask(
    await makeTestLab(),
    [{ received: lastWeek('08:00'), released: '2026-06-09T23:59:59.999+02:00' }],
    new Date('2026-06-10T00:00:00+02:00'),
  );
  expect(of('released')).toEqual([0, 0]);
});

test('my bench narrows what is of departments', async () => {
  const lab = await makeTestLab();
  const ctx = await lab.ctxFor('supervisor', NOW);
  const db = unboundDb();
  const departmentId = newId();
  await db.department.create({ data: { id: departmentId, labId: lab.lab.id, name: 'Chemistry' } });
  await givenTests(lab.lab.id, [
    { received: today('08:00'), released: today('09:00'), assay: 'NA' },
    { received: today('08:00'), released: today('09:00'), assay: 'CBC' },
    { received: today('08:00'), assay: 'CBC' },
    { received: lastWeek('08:00'), released: lastWeek('15:00'), assay: 'NA' },
    { received: lastWeek('08:00'), released: lastWeek('15:00'), assay: 'CBC' },
  ]);
  await db.assay.updateMany({ where: { labId: lab.lab.id, code: 'NA' }, data: { departmentId } });
  await db.benchDepartment.create({
    data: { labId: lab.lab.id, userId: ctx.actor.userId, departmentId },
  });
  const answer = await overview(ctx, { bench: 'mine' });
  const of = (name: OverviewTileName) => {
    const tile = answer.tiles.find((each) => each.name === name);
    return [tile?.count, tile?.before?.count];
  };
  expect(answer.departments).toEqual(['Chemistry']);
  expect(of('released')).toEqual([1, 0]);
  expect(of('in_work')).toEqual([0, 1]);
});
