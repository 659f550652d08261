import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { makeLivingLab } from '@/lib/metrics/testing-lives';
import { givenTests } from '@/lib/metrics/testing-tests';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { readWork } from './read-work';
import { baseline } from './baseline';
import { BaselineQuestion } from '../contract';

const at = (hour: string) => `2026-03-02T${hour}:00.000Z`;
const window = { from: new Date(at('00:00')), to: new Date('2026-03-09T00:00:00Z') };
const question = BaselineQuestion.parse({
  from: window.from.toISOString(),
  to: window.to.toISOString(),
});

it('reads what was received, on a machine or released in the period, and nothing else', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const other = await makeTestLab();
  const done = { started: at('08:10'), resulted: at('08:30'), released: at('09:00') };
  await givenTests(lab.id, [
    { received: at('08:00'), ...done, device: 'M1', priority: 'STAT', specimen: 'T1' },
    { received: at('08:00'), ...done, device: 'M1', specimen: 'T1', assay: 'B' },
    { received: at('08:00'), state: 'rejected', rejected: at('08:05') },
    { received: at('08:00'), ...done, device: 'M1', voided: at('10:00') },
    // Before the period, and on the machine or released in it.
    { received: '2026-03-01T20:00:00Z', started: '2026-03-01T23:00:00Z', resulted: at('00:30') },
    { received: '2026-02-20T20:00:00Z', released: at('00:30') },
    // Before it, and after it.
    { received: '2026-02-20T20:00:00Z', started: '2026-02-20T21:00:00Z' },
    { received: window.to.toISOString() },
  ]);
  await givenTests(other.lab.id, [{ received: at('08:00'), ...done, device: 'M1' }]);
  const ctx = await ctxFor('manager');
  const work = await readWork(ctx, window);
  expect(work.count).toBe(5);
  expect(work.machines.map(({ name, type }) => [name, type])).toEqual([['M1', 'analyzer']]);
  const rows = Array.from({ length: work.count }, (_, row) => row);
  const tube = rows.filter((row) => work.machine[row] === 0);
  expect(tube).toHaveLength(2);
  expect(new Set(tube.map((row) => work.specimen[row])).size).toBe(1);
  expect(tube.map((row) => work.priority[row]).toSorted()).toEqual([0, 2]);
  expect(tube.map((row) => [work.received[row], work.target[row]])).toEqual([
    [Date.parse(at('08:00')), 240],
    [Date.parse(at('08:00')), 240],
  ]);
  expect(rows.reduce((sum, row) => sum + (work.isVoid[row] ?? 0), 0)).toBe(1);
});

it('takes targets by the most specific in force, and none that counts opening hours', async () => {
  const { lab, ctxFor } = await makeTestLab();
  await givenTests(lab.id, [
    { received: at('08:00'), assay: 'A', priority: 'STAT' },
    { received: at('08:00'), assay: 'A' },
    { received: at('08:00'), assay: 'B' },
  ]);
  const db = unboundDb();
  const b = await db.assay.findFirstOrThrow({ where: { labId: lab.id, code: 'B' } });
  // Targets are made for times to come: these were made before the time they hold from.
  const longAgo = new Date('2026-01-01T00:00:00Z');
  const since = { createdAt: longAgo, effectiveFrom: longAgo };
  const base = { labId: lab.id, segment: 'receive_to_release', ...since };
  await db.target.createMany({
    data: [
      { ...base, id: newId(), priority: 'STAT', minutes: 45, time: 'clock' },
      { ...base, id: newId(), assayId: b.id, minutes: 90, time: 'working' },
    ],
  });
  const work = await readWork(await ctxFor('manager'), window);
  const targets = Array.from(work.target).toSorted((x, y) => x - y);
  expect(targets.filter((minutes) => !Number.isNaN(minutes))).toEqual([45, 240]);
  expect(targets.filter(Number.isNaN)).toHaveLength(1);
});

it('fits what people did at the bench: attempts that failed, stops, and who may see it', async () => {
  const lab = await makeLivingLab();
  const { create, act } = lab;
  for (let index = 0; index < 6; index += 1) {
    const hour = String(8 + index).padStart(2, '0');
    const tube = `S${index}`;
    await create(tube, { assay: 'CBC', received_at: `2026-03-02T${hour}:00:00Z` });
    await act(tube, 'start', `2026-03-02T${hour}:04:00Z`, { device: 'M1' });
    if (index === 0) {
      await act(tube, 'fail', `2026-03-02T${hour}:10:00Z`, { error_code: 'E1' });
      await act(tube, 'retry', `2026-03-02T${hour}:20:00Z`, { device: 'M1' });
    }
    await act(tube, 'submit', `2026-03-02T${hour}:40:00Z`);
    await act(tube, 'verify', `2026-03-02T${hour}:45:00Z`, {}, 'supervisor');
    await act(tube, 'publish', `2026-03-02T${hour}:50:00Z`, {}, 'supervisor');
  }
  const device = await unboundDb().device.findFirstOrThrow({
    where: { labId: lab.lab.id, name: 'M1' },
  });
  const states = [
    ['OP', '2026-03-01T00:00:00Z'],
    ['FL', '2026-03-04T10:00:00Z'],
    ['OP', '2026-03-04T11:30:00Z'],
  ] as const;
  for (const [code, time] of states) {
    await unboundDb().deviceStateChange.create({
      data: {
        id: newId(),
        labId: lab.lab.id,
        deviceId: device.id,
        code,
        at: new Date(time),
        recordedAt: new Date(),
        source: 'api',
        actorKind: 'system',
        actorName: 'test',
        requestId: 'test',
      },
    });
  }
  const found = await baseline(await lab.ctxFor('manager'), question);
  expect(found).toMatchObject({ state: 'fitted', tests: 6, void_unstarted: 0 });
  const [group] = found.groups;
  expect(group).toMatchObject({
    machine_names: ['M1'],
    tests: 6,
    deliveries: 6,
    needs_input: [],
    // One of seven attempts failed; between it and the result lay 30 minutes, less one of 36.
    failures: { attempts: 7, failed: 1, redone: 1 },
    model: {
      machines: 1,
      service: { kind: 'single', time: { kind: 'fixed', minutes: 36 } },
      preparation: { kind: 'fixed', minutes: 4 },
      finishing: { kind: 'fixed', minutes: 10 },
      failures: { rate: 1 / 7, redo: { kind: 'fixed', minutes: 0 } },
      // Seven days less an hour and a half up, one stop.
      stops: { mean_hours_between: 166.5, mean_minutes: 90 },
      hours: null,
    },
    how: { kind: 'single', minutes: { n: 5, median: 36 }, covered: 5 / 6, most_at_once: 1 },
    observed: {
      wait: { n: 6, median: 4 },
      turnaround: { n: 6, p50: 50, p90: 50, breach_rate: 0, with_target: 6 },
      per_day: 6 / 7,
    },
  });
  for (const role of ['viewer', 'technician', 'supervisor'] as const) {
    await expect(baseline(await lab.ctxFor(role), question)).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
});

it('says that a lab without tests has nothing to plan with', async () => {
  const { ctxFor } = await makeTestLab();
  const found = await baseline(await ctxFor('manager'), question);
  expect(found).toMatchObject({ state: 'empty', tests: 0, groups: [] });
  expect(found.notes).toEqual([
    'No test was received in this period, so there is nothing to plan with.',
  ]);
});
