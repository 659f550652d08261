import { expect, it } from 'vitest';
import { makeDeck } from '@/lib/containers/testing-deck';
import { changeDevice } from '@/lib/devices/change-device';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenSteps } from '../durations/testing-history';
import { readCourse } from '../forecast/read-course';
import { readRunning } from '../forecast/read-running';
import { readExperimentAsTold } from './read-experiment';
import { registerProcess } from '../register-process';
import { startExperiment } from './start-experiment';

it('keeps the plan of an experiment true while its devices are renamed', async () => {
  const lab = await makeTestLab();
  const devices = await makeDeck(lab.lab, { Shaker: 1, Reader: 1, Arm: 0 });
  const began = new Date('2026-03-02T08:00:00Z');
  const after = (seconds: number) => new Date(began.getTime() + seconds * 1_000);
  const earlier = new Date('2026-03-01T08:00:00Z');
  const done = (name: string, device: string, seconds: number) => ({
    name,
    device,
    seconds,
    start: earlier,
  });
  await givenSteps(lab.lab.id, devices, [
    done('soak', 'Shaker', 100),
    { ...done('carry', 'Arm', 20), from: 'Shaker', to: 'Reader' },
    done('read', 'Reader', 30),
  ]);
  const ctx = { ...lab.keyCtxFor('orchestrator'), now: after(40) };
  const registered = await registerProcess(ctx, { name: 'Renamed', source: 'x' });
  const plan = [
    { kind: 'PROCESS' as const, name: 'soak', device: 'shaker' },
    {
      kind: 'MOVE' as const,
      name: 'carry',
      device: 'Arm',
      origin_device: 'Shaker',
      target_device: 'Reader',
    },
    { kind: 'PROCESS' as const, name: 'read', device: 'Reader' },
  ].map((step, index) => ({
    origin_device: null,
    target_device: null,
    data: {},
    after: index === 0 ? [] : [index - 1],
    ...step,
  }));
  const { uuid } = await startExperiment(ctx, { process_uuid: registered.process.uuid, plan });
  await givenSteps(lab.lab.id, devices, [
    { name: 'soak', device: 'Shaker', seconds: null, start: began, experimentId: uuid },
  ]);

  const admin = await lab.ctxFor('admin');
  await changeDevice(admin, 'Shaker', { name: 'Shaker A' });
  await changeDevice(admin, 'Reader', { name: 'Reader A' });
  const experiment = await readExperimentAsTold(ctx, uuid);
  expect(experiment.plan).toEqual([
    { ...plan[0], device: 'Shaker A' },
    { ...plan[1], origin_device: 'Shaker A', target_device: 'Reader A' },
    { ...plan[2], device: 'Reader A' },
  ]);
  const end = after(150).toISOString();
  expect(await readCourse(ctx, experiment)).toMatchObject({
    coming: [{ name: 'carry' }, { name: 'read', device: 'Reader A' }],
    forecast: { end, from: end, to: end },
  });
  expect(await readRunning(ctx)).toMatchObject([{ coming: 2, forecast: { end } }]);
});
