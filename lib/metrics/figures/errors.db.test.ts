import { expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { importBytes } from '@/lib/imports/testing-import';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { buildBlocks } from '../blocks/build-blocks';
import { makeLivingLab } from '../testing-lives';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-10T00:00:00+02:00', to: '2026-06-12T00:00:00+02:00' };

async function ask(
  { lab }: TestLab,
  query: Record<string, string> = {},
  path: `/${string}` = '/metrics/errors',
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

const rowsOf = (home: TestLab, query: Record<string, string> = {}) =>
  ask(home, query, '/metrics/errors/rows');

type Row = {
  specimen_id: string;
  assay: string;
  run: number;
  device: string | null;
  ended: string;
  failed: boolean;
  error_code: string | null;
};

/** Every attempt, oldest first: where it ended, and how. */
async function attempts(home: TestLab, query: Record<string, string> = {}) {
  const { data, total } = await rowsOf(home, { which: 'attempts', limit: '500', ...query });
  expect(data).toHaveLength(total);
  return data
    .toReversed()
    .map(({ ended, device, failed, error_code }: Row) =>
      [ended.slice(11, 16), device, failed ? (error_code ?? 'failed') : 'ok'].join(' '),
    );
}

type Machine = { value: string | null; count: number; attempts: number; rate: number | null };
const machines = (answer: { by_machine: Machine[] }) =>
  answer.by_machine.map(({ value, count, attempts: all, rate }) => [value, count, all, rate]);

test('counts stays on devices, not tests: failed, retried, retracted, amended', async () => {
  const home = await makeLivingLab();
  const { create, act } = home;
  await create('S1', { assay: 'CBC', received_at: at('07:00') });
  await act('S1', 'start', at('08:00'), { device: 'M1' });
  await act('S1', 'fail', at('08:10'), { error_code: 'E1' });
  // Its second stay is on another device; the first keeps its own.
  await act('S1', 'retry', at('08:20'), { device: 'M2' });
  await act('S1', 'submit', at('08:30'));
  // What is failed after it was submitted is the same stay.
  await act('S1', 'fail', at('08:40'), { error_code: 'E2' });
  await act('S1', 'retry', at('08:50'), { device: 'M1' });
  await act('S1', 'submit', at('09:00'));
  await act('S1', 'retract', at('09:05'), { reason: 'dilute' }, 'supervisor');
  await act('S1', 'submit', at('09:10'));
  await act('S1', 'verify', at('09:20'), {}, 'supervisor');
  await act('S1', 'publish', at('09:30'), {}, 'supervisor');
  await act('S1', 'amend', at('09:40'), { reason: 'wrong unit' }, 'supervisor');
  await act('S1', 'submit', at('09:50'));
  expect(await attempts(home)).toEqual([
    '06:10 M1 E1',
    '06:40 M2 E2',
    '07:00 M1 ok',
    '07:10 M1 ok',
    '07:50 M1 ok',
  ]);
  const answer = await ask(home);
  expect(answer).toMatchObject({ total_errors: 2, total_specimens: 5, overall_error_rate: 0.4 });
  expect(machines(answer)).toEqual([
    ['M1', 1, 4, 0.25],
    ['M2', 1, 1, 1],
    // A device without attempts has no rate.
    ['M3', 0, 0, null],
  ]);
  expect(answer.by_error_code).toEqual([
    { category: 'error_code', value: 'E1', label: 'Clot', count: 1, rate: 0.5 },
    { category: 'error_code', value: 'E2', label: 'Short sample', count: 1, rate: 0.5 },
  ]);
  expect(answer.by_machine[0]).toMatchObject({ category: 'machine_id' });
});

test('divides each by its own attempts, and puts the worst first', async () => {
  const home = await makeLivingLab();
  const { create, act } = home;
  const run = async (
    specimen: string,
    assay: string,
    device: string,
    day: string,
    code?: string,
  ) => {
    await create(specimen, { assay, received_at: `${day}T07:00:00+02:00` });
    await act(specimen, 'start', `${day}T08:00:00+02:00`, { device });
    const end = `${day}T09:00:00+02:00`;
    if (code) await act(specimen, 'fail', end, { error_code: code });
    else await act(specimen, 'submit', end);
  };
  await run('S1', 'CBC', 'M1', '2026-06-10');
  await run('S2', 'CBC', 'M1', '2026-06-10');
  await run('S3', 'NA', 'M2', '2026-06-11', 'E2');
  await run('S4', 'NA', 'M2', '2026-06-11', 'E2');
  await run('S5', 'K', 'M2', '2026-06-11', 'E1');
  await run('S6', 'K', 'M2', '2026-06-11');
  const answer = await ask(home);
  expect(machines(answer)).toEqual([
    ['M2', 3, 4, 0.75],
    ['M1', 0, 2, 0],
    ['M3', 0, 0, null],
  ]);
  expect(answer.by_assay.map(({ value, count, rate }: Machine) => [value, count, rate])).toEqual([
    ['NA', 2, 1],
    ['K', 1, 0.5],
    ['CBC', 0, 0],
  ]);
  expect(
    answer.top.map(({ machine_id, error_code, count }: Record<string, unknown>) => [
      machine_id,
      error_code,
      count,
    ]),
  ).toEqual([
    ['M2', 'E2', 2],
    ['M2', 'E1', 1],
  ]);
  expect(answer.trend).toMatchObject([
    { timestamp: '2026-06-09T22:00:00.000Z', attempts: 2, count: 0, rate: 0 },
    { timestamp: '2026-06-10T22:00:00.000Z', attempts: 4, count: 3, rate: 0.75 },
  ]);
  // Wilson for 3 of 6, computed with R's prop.test(3, 6, correct = FALSE): 0.1876–0.8124.
  expect(answer.ci95[0]).toBeCloseTo(0.1876, 4);
  expect(answer.ci95[1]).toBeCloseTo(0.8124, 4);

  const total = async (query: Record<string, string>) => (await rowsOf(home, query)).total;
  expect(await total({})).toBe(answer.total_errors);
  expect(await total({ which: 'attempts' })).toBe(answer.total_specimens);
  expect(await total({ device: 'M2' })).toBe(3);
  expect(await total({ error_code: 'e2' })).toBe(2);
  expect(await total({ error_code: '(none)' })).toBe(0);
  expect(await total({ which: 'attempts', assay: 'CBC' })).toBe(2);

  expect(machines(await ask(home, { device: 'm2' }))).toEqual([['M2', 3, 4, 0.75]]);
  expect((await ask(home, { assay: 'K' })).overall_error_rate).toBe(0.5);
  expect((await ask(home, { operator: 'Test technician' })).total_specimens).toBe(6);
  expect((await ask(home, { operator: 'Somebody' })).total_specimens).toBe(0);
  expect((await ask(home, { priority: 'STAT' })).overall_error_rate).toBeNull();

  // Pages follow one another without a gap.
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { data: Row[]; next_cursor: string | null } = await rowsOf(home, {
      which: 'attempts',
      limit: '2',
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.data.map(({ specimen_id }) => specimen_id));
    cursor = page.next_cursor;
  }
  expect(seen.toSorted()).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
});

test('an attempt of a test that is cancelled later stays, one of a voided specimen goes', async () => {
  const home = await makeLivingLab();
  const { create, act } = home;
  for (const specimen of ['S1', 'S2']) {
    await create(specimen, { assay: 'CBC', received_at: at('07:00') });
    await act(specimen, 'start', at('08:00'), { device: 'M1' });
    await act(specimen, 'fail', at('08:10'), { error_code: 'E1' });
  }
  await act('S1', 'cancel', at('08:20'), { reason: 'no volume left' }, 'supervisor');
  await unboundDb().specimen.updateMany({
    where: { labId: home.lab.id, number: 'S2' },
    data: { voidedAt: new Date() },
  });
  const answer = await ask(home);
  expect(answer).toMatchObject({
    total_errors: 1,
    total_specimens: 1,
    later_void: { attempts: 1, count: 1 },
  });
  expect((await rowsOf(home, { which: 'later_void' })).total).toBe(1);
});

test('a retest has attempts of its own', async () => {
  const home = await makeLivingLab();
  const { create, act } = home;
  await create('S1', { assay: 'CBC', received_at: at('07:00') });
  await act('S1', 'submit', at('08:00'), { device: 'M1' });
  const { id, specimenId } = await unboundDb().orderedTest.findFirstOrThrow({
    where: { labId: home.lab.id },
  });
  const { assayId } = await unboundDb().orderedTest.findFirstOrThrow({ where: { id } });
  // The second run as invalidating opens it; signing is another test's matter.
  await unboundDb().orderedTest.update({ where: { id }, data: { stateKey: 'invalidated' } });
  await unboundDb().orderedTest.create({
    data: {
      id: newId(),
      labId: home.lab.id,
      specimenId,
      assayId,
      run: 2,
      retestOfId: id,
      stateKey: 'received',
    },
  });
  await act('S1', 'submit', at('09:00'), { device: 'M2' });
  expect(await attempts(home)).toEqual(['06:00 M1 ok', '07:00 M2 ok']);
  const { data } = await rowsOf(home, { which: 'attempts' });
  expect(data.map(({ run }: Row) => run)).toEqual([2, 1]);
});

const HEAD =
  'specimen_id,assay,status,machine_id,error_code,received_at,resulted_at,processed_at\n';

test('an imported row is one attempt, at processed_at else received_at', async () => {
  const home = await makeTestLab();
  const ctx = await home.ctxFor('manager');
  const options = { create_missing: true };
  const file = `${HEAD}I1,CBC,COMPLETED,M1,,2026-06-10 08:00,2026-06-10 08:30,2026-06-10 09:00
I2,CBC,ERROR,M1,E7,2026-06-10 08:00,,2026-06-10 08:20
I3,CBC,ERROR,M2,E7,2026-06-10 08:05,,
I4,CBC,COMPLETED,,,2026-06-10 08:06,,
I5,CBC,IN_PROCESS,M1,,2026-06-10 08:00,,
I6,CBC,RECEIVED,M1,,2026-06-10 08:00,,
`;
  expect(await importBytes(ctx, file, options)).toMatchObject({ created: 6 });
  const before = ['06:05 M2 E7', '06:06  ok', '06:20 M1 E7', '07:00 M1 ok'];
  expect(await attempts(home)).toEqual(before);
  // The same file twice changes nothing.
  await importBytes(ctx, file, options);
  expect(await attempts(home)).toEqual(before);
  expect(await rowsOf(home, { which: 'attempts', device: '(none)' })).toMatchObject({ total: 1 });
  // A file that says it better corrects the attempt, built or not.
  while ((await buildBlocks(pool(), { atOnce: true })) > 0);
  await importBytes(
    ctx,
    `${HEAD}I2,CBC,ERROR,M3,E8,2026-06-10 08:00,,2026-06-10 08:25\nI5,CBC,COMPLETED,M1,,2026-06-10 08:00,,2026-06-10 10:00\n`,
    options,
  );
  expect(await attempts(home)).toEqual([
    '06:05 M2 E7',
    '06:06  ok',
    '06:25 M3 E8',
    '07:00 M1 ok',
    '08:00 M1 ok',
  ]);
  // Then somebody tries it again here: the imported attempt stays as it was.
  const technician = await home.ctxFor('technician');
  for (const [action, time] of [
    ['retry', '11:00'],
    ['submit', '11:30'],
  ] as const) {
    const request = TransitionRequest.parse({ action, occurred_at: at(time), device: 'M2' });
    await transitionTests(technician, 'I2', request);
  }
  expect(await attempts(home)).toEqual([
    '06:05 M2 E7',
    '06:06  ok',
    '06:25 M3 E8',
    '07:00 M1 ok',
    '08:00 M1 ok',
    '09:30 M2 ok',
  ]);
});

test('of nothing rates are null and counts 0', async () => {
  const home = await makeTestLab();
  const answer = await ask(home, { grain: 'hour', to: '2026-06-10T03:00:00+02:00' });
  expect(answer).toMatchObject({
    total_errors: 0,
    total_specimens: 0,
    overall_error_rate: null,
    ci95: null,
    by_machine: [],
    by_error_code: [],
    by_assay: [],
    top: [],
  });
  expect(answer.trend.map(({ rate }: Machine) => rate)).toEqual([null, null, null]);
  expect(await rowsOf(home)).toMatchObject({ data: [], total: 0, next_cursor: null });
});
