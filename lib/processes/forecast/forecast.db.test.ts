import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import { ExperimentWithPlan } from '../contract';
import { givenDevices, givenSteps, type GivenStep } from '../durations/testing-history';
import { readExperimentEndpoint } from '../endpoints';
import { readExperimentAsTold } from '../experiments/read-experiment';
import { readOutlook } from './read-outlook';
import { MOST_USUAL_STEPS } from './read-usual-steps';

const BEGAN = new Date('2026-03-02T08:00:00Z');
const at = (seconds: number) => new Date(BEGAN.getTime() + seconds * 1_000);

let lab: TestLab;
let devices: Map<string, string>;

beforeAll(async () => {
  lab = await makeTestLab();
  devices = await givenDevices(lab.lab.id, { Shaker: 'shaker', Reader: 'reader', Arm: 'arm' });
});

async function process(): Promise<string> {
  const id = newId();
  const data = { id, labId: lab.lab.id, name: id, version: 1, source: id };
  await unboundDb().process.create({ data: { ...data, actorKind: 'system', actorName: 'test' } });
  return id;
}

async function experiment(
  processId: string,
  steps: Omit<GivenStep, 'experimentId'>[],
  { plan, finished = false }: { plan?: Prisma.InputJsonValue; finished?: boolean } = {},
): Promise<string> {
  const id = newId();
  await unboundDb().experiment.create({
    data: {
      id,
      labId: lab.lab.id,
      processId,
      createdAt: BEGAN,
      finishedAt: finished ? at(3_600) : null,
      ...(plan === undefined ? {} : { plan }),
      actorKind: 'system',
      actorName: 'test',
    },
  });
  const labId = lab.lab.id;
  await givenSteps(
    labId,
    devices,
    steps.map((step) => ({ ...step, experimentId: id })),
  );
  return id;
}

async function outlook(uuid: string, now: Date) {
  const ctx = { ...lab.keyCtxFor('orchestrator'), now };
  return readOutlook(ctx, await readExperimentAsTold(ctx, uuid));
}

const planned = (name: string, device: string, after: number[], data = {}) => ({
  kind: 'PROCESS',
  name,
  device,
  data,
  after,
  origin_device: null,
  target_device: null,
});

describe('the forecast of an experiment', () => {
  it('by its plan waits for what each step waits for', async () => {
    const earlier = (name: string, device: string, seconds: number): GivenStep => ({
      name,
      device,
      seconds,
    });
    await givenSteps(lab.lab.id, devices, [
      earlier('soak', 'Shaker', 100),
      earlier('glow', 'Reader', 30),
      earlier('spin', 'Shaker', 50),
    ]);
    const plan = [
      planned('soak', 'Shaker', []),
      planned('glow', 'reader', []),
      planned('spin', 'Shaker', [0, 1]),
    ];
    const steps = [{ name: 'soak', device: 'Shaker', seconds: null, start: at(0) }];
    const uuid = await experiment(await process(), steps, { plan });
    const { forecast, ...rest } = await outlook(uuid, at(40));
    // soak ends at 100; glow from now to 70; spin from 100 to 150.
    const end = at(150).toISOString();
    expect(forecast).toEqual({
      end,
      from: end,
      to: end,
      overrun: false,
      basis: 'plan',
      based_on: 3,
    });
    const ms = (seconds: number) => at(seconds).getTime();
    expect(rest).toMatchObject({
      coming: [
        { name: 'glow', device: devices.get('Reader'), startMs: ms(40), endMs: ms(70) },
        { name: 'spin', device: devices.get('Shaker'), startMs: ms(100), endMs: ms(150) },
      ],
    });
    const headers = await storedKey(lab.lab, 'orchestrator');
    const { text } = await callRoute(readExperimentEndpoint, { headers, params: { uuid } });
    expect(ExperimentWithPlan.parse(JSON.parse(text)).forecast).toMatchObject({
      basis: 'plan',
      based_on: 3,
    });
  });

  it('waits for what runs besides the plan, and says when a step takes longer than any before', async () => {
    const none = (name: string) => ({ name, device: 'Reader', seconds: null, start: at(0) });
    await givenSteps(lab.lab.id, devices, [{ name: 'shine', device: 'Reader', seconds: 70 }]);
    const plan = [planned('soak', 'Shaker', [])];
    const done = { name: 'soak', device: 'Shaker', seconds: 90, start: at(0) };
    const uuid = await experiment(await process(), [done, none('shine'), none('new here')], {
      plan,
    });
    const end = at(70).toISOString();
    const known = await outlook(uuid, at(60));
    expect(known).toMatchObject({ forecast: { end: at(90).toISOString(), overrun: false } });
    const late = at(100).toISOString();
    expect(await outlook(uuid, at(100))).toMatchObject({
      forecast: { end: late, from: late, to: late, overrun: true, based_on: 1 },
      coming: [],
    });
    const other = { ...done, seconds: 40 };
    const second = await experiment(await process(), [other, none('shine')], { plan });
    expect(await outlook(second, at(60))).toMatchObject({ forecast: { end, overrun: false } });
  });

  it('is none while a planned step was never done well', async () => {
    const plan = [planned('soak', 'Shaker', []), planned('unheard of', 'Shaker', [0])];
    const uuid = await experiment(await process(), [], { plan });
    expect(await outlook(uuid, at(0))).toEqual({
      forecast: null,
      why: { reason: 'no_history', name: 'unheard of', steps: 1 },
    });
  });

  it('without a plan is by the steps usual in earlier finished experiments of the version', async () => {
    const version = await process();
    const run = (...seconds: number[]) => [
      { name: 'wash', device: 'Shaker', seconds: seconds[0] ?? 0, start: at(0) },
      { name: 'wait', device: 'Shaker', seconds: seconds[1] ?? 0, start: at(60) },
      { name: 'wash', device: 'Shaker', seconds: seconds[0] ?? 0, start: at(300) },
    ];
    const rare = { name: 'rare', device: 'Reader', seconds: 500, start: at(400) };
    const failed = { name: 'broken', device: 'Reader', seconds: 500, status: 'error' };
    await experiment(version, [...run(40, 200), failed], { finished: true });
    await experiment(version, [...run(40, 200), rare, failed], { finished: true });
    await experiment(version, run(40, 200), { finished: true });
    // Not finished, and of another version: neither says what is usual.
    await experiment(version, [rare]);
    await experiment(await process(), [rare, rare], { finished: true });

    const begun = at(10_000);
    const after = (seconds: number) => new Date(begun.getTime() + seconds * 1_000);
    const uuid = await experiment(version, [
      { name: 'wash', device: 'Shaker', seconds: 45, start: begun },
    ]);
    const { forecast, ...rest } = await outlook(uuid, after(50));
    // wash ended at 45; wait usually begins 20 s after it, takes 200; then 40 s, and wash takes 40
    // (or 45, as it just did).
    const end = new Date(forecast?.end ?? 0).getTime();
    expect(forecast).toMatchObject({ basis: 'history', based_on: 3 });
    expect(end).toBeGreaterThanOrEqual(after(345).getTime());
    expect(end).toBeLessThanOrEqual(after(350).getTime());
    expect('coming' in rest ? rest.coming.map(({ name }) => name) : []).toEqual(['wait', 'wash']);
  });

  it('takes a move for the same by whichever arm and name, and begins with what begins first', async () => {
    const version = await process();
    const ends = { from: 'Shaker', to: 'Reader', seconds: 20, start: at(10) };
    const long = { name: 'brew', device: 'Shaker', seconds: 300, start: at(0) };
    const late = { name: 'glimmer', device: 'Reader', seconds: 300, start: at(200) };
    await experiment(version, [long, late, { ...ends, device: 'Arm', name: 'Move A' }], {
      finished: true,
    });
    await experiment(version, [long, late, { ...ends, device: 'Shaker', name: 'Move B' }], {
      finished: true,
    });
    const uuid = await experiment(version, []);
    const ms = (seconds: number) => at(seconds).getTime();
    const { forecast, ...rest } = await outlook(uuid, at(9_000));
    expect('coming' in rest ? rest.coming : []).toMatchObject([
      { name: 'brew', startMs: ms(9_000), endMs: ms(9_300) },
      { name: expect.stringMatching(/^Move /), startMs: ms(9_010), endMs: ms(9_030) },
      { name: 'glimmer', startMs: ms(9_200), endMs: ms(9_500) },
    ]);
    expect(forecast?.end).toBe(at(9_500).toISOString());
  });

  it('is none with nothing to go by, and none once it is finished', async () => {
    const version = await process();
    const first = await experiment(version, []);
    expect(await outlook(first, at(0))).toEqual({
      forecast: null,
      why: { reason: 'nothing_to_go_by' },
    });
    const ended = await experiment(version, [], { finished: true });
    expect(await outlook(ended, at(0))).toMatchObject({ why: { reason: 'finished' } });
  });

  it('is none by earlier experiments of more steps than a plan may have', async () => {
    const version = await process();
    const many = (steps: number) =>
      Array.from({ length: steps }, (_, n) => ({
        name: `step ${n % 7}`,
        device: 'Shaker',
        start: at(n),
        seconds: 1,
      }));
    await experiment(version, many(MOST_USUAL_STEPS), { finished: true });
    const running = await experiment(version, []);
    const known = await outlook(running, at(0));
    expect(known).toMatchObject({ forecast: { basis: 'history', based_on: 1 } });
    const other = await process();
    await experiment(other, many(MOST_USUAL_STEPS + 1), { finished: true });
    expect(await outlook(await experiment(other, []), at(0))).toEqual({
      forecast: null,
      why: { reason: 'too_long' },
    });
  });

  it('knows nothing of what other laboratories do', async () => {
    const stranger = (await makeTestLab()).keyCtxFor('orchestrator');
    const uuid = await experiment(await process(), []);
    await expect(readExperimentAsTold(stranger, uuid)).rejects.toMatchObject({ code: 'not_found' });
  });
});
