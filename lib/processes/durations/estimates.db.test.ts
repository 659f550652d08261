import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { EstimateAnswer } from './contract';
import { estimateDurationsEndpoint } from './endpoints';
import { givenDevices, givenSteps, type GivenStep } from './testing-history';

let lab: TestLab;
let devices: Map<string, string>;
let headers: { authorization: string };

const DEVICES = {
  Reader: 'reader',
  Reader2: 'Reader',
  Shaker: 'shaker',
  Washer: 'washer',
  Arm: 'arm',
};

beforeAll(async () => {
  lab = await makeTestLab();
  devices = await givenDevices(lab.lab.id, DEVICES);
  headers = await storedKey(lab.lab, 'orchestrator');
});

const given = (steps: GivenStep[]) => givenSteps(lab.lab.id, devices, steps);

async function ask(body: unknown, as = headers) {
  const { status, text } = await callRoute(estimateDurationsEndpoint, { headers: as, body });
  expect(status, text).toBe(200);
  return EstimateAnswer.parse(JSON.parse(text));
}

async function one(step: object, confidence?: number) {
  const asked = { name: 'step', ...step };
  const { estimates } = await ask({
    steps: [asked],
    ...(confidence === undefined ? {} : { confidence }),
  });
  const [estimate] = estimates;
  if (!estimate) throw new Error('no estimate');
  return estimate;
}

async function refused(body: unknown) {
  const { status, text } = await callRoute(estimateDurationsEndpoint, { headers, body });
  const problem = z
    .object({ errors: z.array(z.object({ field: z.string() })) })
    .parse(JSON.parse(text));
  return { status, fields: problem.errors.map(({ field }) => field) };
}

describe('an estimate', () => {
  it('is the largest of nine samples, and the quantile of type 7 of ten and eleven', async () => {
    const measure = (seconds: number): GivenStep => ({
      device: 'Reader',
      data: { fct: 'measure', wavelength: 600 },
      seconds,
    });
    const step = { device: 'Reader', data: { fct: 'measure', wavelength: 600 } };
    const first = await given([30, 10, 20, 50, 40, 90, 80, 60, 70].map(measure));
    const nine = await one(step, 0.5);
    expect(nine).toMatchObject({ seconds: 90, samples: 9, method: 'protocol' });
    expect(nine.from.toSorted()).toEqual(first.toSorted());
    // 10, 20 … 90, 200: place 9 × 0.95 = 8.55 between 90 and 200.
    await given([measure(200)]);
    expect(await one(step)).toMatchObject({ seconds: 150.5, samples: 10 });
    expect(await one(step, 0.5)).toMatchObject({ seconds: 55, samples: 10 });
    // 10 … 90, 200, 1000: place 9.5, between 200 and 1000.
    await given([measure(1000)]);
    expect(await one(step)).toMatchObject({ seconds: 600, samples: 11 });
    expect(await one(step, 1)).toMatchObject({ seconds: 1000, samples: 11 });
    expect(await one(step, 0)).toMatchObject({ seconds: 10, samples: 11 });
  });

  it('names the twenty steps at and next to it', async () => {
    const ids = await given(
      Array.from({ length: 101 }, (_, index) => ({
        device: 'Shaker',
        data: { fct: 'shake' },
        seconds: index,
      })),
    );
    const middle = await one({ data: { fct: 'shake' } }, 0.5);
    expect(middle).toMatchObject({ seconds: 50, samples: 101, method: 'general' });
    expect(middle.from).toEqual(ids.slice(41, 61));
    const high = await one({ data: { fct: 'shake' } }, 0.95);
    expect(high.seconds).toBe(95);
    expect(high.from).toEqual(ids.slice(81, 101));
    expect((await one({ data: { fct: 'shake' } }, 0.02)).from).toEqual(ids.slice(0, 20));
  });

  it('of a move is the largest of the devices, else of devices of their types', async () => {
    const move = (from: string, to: string, seconds: number): GivenStep => ({
      device: 'Arm',
      from,
      to,
      seconds,
    });
    const near = await given(
      Array.from({ length: 12 }, (_, index) => move('Reader', 'Washer', 5 + index)),
    );
    const known = await one({ origin_device: 'reader', target_device: 'Washer' }, 0.5);
    expect(known).toMatchObject({ seconds: 16, samples: 12, method: 'move' });
    expect(known.from).toEqual(near);
    // Another reader, whose type is written with a capital.
    const alike = await one({ kind: 'MOVE', origin_device: 'Reader2', target_device: 'Washer' });
    expect(alike).toMatchObject({ seconds: 16, samples: 12, method: 'move' });
    const [long] = await given([move('Reader2', 'Washer', 99)]);
    expect(await one({ origin_device: 'Reader2', target_device: 'Washer' })).toEqual({
      seconds: 99,
      samples: 1,
      method: 'move',
      from: [long],
    });
    expect(await one({ origin_device: 'Reader', target_device: 'Washer' })).toMatchObject({
      seconds: 16,
      samples: 12,
    });
    expect(await one({ origin_device: 'Washer', target_device: 'Reader' })).toEqual({
      seconds: null,
      samples: 0,
      method: 'move',
      from: [],
    });
  });

  it('joins the moves of all pairs of the types', async () => {
    await given([
      { device: 'Arm', from: 'Reader', to: 'Reader2', seconds: 3 },
      { device: 'Arm', from: 'Reader2', to: 'Reader', seconds: 7 },
    ]);
    const asked = { origin_device: 'Reader', target_device: 'Reader' };
    expect(await one(asked)).toMatchObject({ seconds: 7, samples: 2, method: 'move' });
  });

  it('of parameters never used takes the nearest of that fct on that device', async () => {
    const incubate = (device: string, temperature: number, minutes: number, seconds: number) => ({
      device,
      data: { fct: 'incubate', temperature, minutes },
      seconds,
    });
    await given([
      incubate('Washer', 37, 10, 600),
      incubate('Washer', 37, 60, 3600),
      incubate('Washer', 4, 60, 3700),
      incubate('Shaker', 37, 50, 1),
    ]);
    const asked = (minutes: number, device = 'Washer') => ({
      device,
      data: { fct: 'incubate', temperature: 37, minutes },
    });
    expect(await one(asked(50))).toMatchObject({ seconds: 3600, samples: 1, method: 'protocol' });
    expect(await one(asked(12))).toMatchObject({ seconds: 600, samples: 1 });
    expect(await one(asked(50, 'Shaker'))).toMatchObject({ seconds: 1 });
    // Never on this device: any device.
    expect(await one(asked(50, 'Reader'))).toMatchObject({
      seconds: 3700,
      samples: 4,
      method: 'general',
    });
    // Without parameters, or without a device: any device too.
    const bare = { device: 'Washer', data: { fct: 'incubate' } };
    expect(await one(bare)).toMatchObject({ samples: 4, method: 'general' });
    const nowhere = { data: { fct: 'incubate', temperature: 37 } };
    expect(await one(nowhere)).toMatchObject({ samples: 4, method: 'general' });
  });

  it('of equally near parameters takes those used last', async () => {
    const spin = (rpm: number, seconds: number, day: number): GivenStep => ({
      device: 'Shaker',
      data: { fct: 'spin', mode: `m${rpm}` },
      seconds,
      start: new Date(Date.UTC(2026, 2, day)),
    });
    await given([spin(1, 11, 1), spin(2, 22, 9), spin(3, 33, 5), spin(1, 11, 8)]);
    const asked = { device: 'Shaker', data: { fct: 'spin', mode: 'other' } };
    expect(await one(asked)).toMatchObject({ seconds: 22, samples: 1, method: 'protocol' });
    await given([spin(1, 11, 10)]);
    expect(await one(asked)).toMatchObject({ seconds: 11, samples: 3 });
  });

  it('finds an old set behind many steps of another, and one among many sets', async () => {
    await given([
      { device: 'Reader', data: { fct: 'read', gain: 90 }, seconds: 9 },
      ...Array.from({ length: 350 }, () => ({
        device: 'Reader',
        data: { fct: 'read', gain: 10 },
        seconds: 1,
      })),
    ]);
    const asked = { device: 'Reader', data: { fct: 'read', gain: 80 } };
    expect(await one(asked)).toMatchObject({ seconds: 9, samples: 1, method: 'protocol' });
    await given(
      Array.from({ length: 400 }, (_, index) => ({
        device: 'Reader2',
        data: { fct: 'read', gain: 1000 + index },
        seconds: index,
      })),
    );
    const high = { device: 'Reader2', data: { fct: 'read', gain: 1_390.4 } };
    expect(await one(high)).toMatchObject({ seconds: 390, samples: 1, method: 'protocol' });
  });

  it('finds an old set behind latest steps that differ much', async () => {
    const tilt = (angle: number, seconds: number) => ({
      device: 'Shaker',
      data: { fct: 'tilt', angle },
      seconds,
    });
    await given([
      ...Array.from({ length: 40 }, (_, index) => tilt(1_000 + index, 100 + index)),
      ...Array.from({ length: 300 }, (_, index) => tilt(1 + (index % 150), 1)),
    ]);
    const asked = { device: 'Shaker', data: { fct: 'tilt', angle: 1_020.4 } };
    expect(await one(asked)).toMatchObject({ seconds: 120, samples: 1, method: 'protocol' });
  });

  it('leaves out what failed, was simulated or still runs, and other laboratories', async () => {
    const data = { fct: 'dispense', volume: 5 };
    const asked = { device: 'Washer', data };
    const nothing = { seconds: null, samples: 0, method: 'general', from: [] };
    await given([
      { device: 'Washer', data, seconds: 50, status: 'error' },
      { device: 'Washer', data, seconds: 60, simulated: true },
      { device: 'Washer', data, seconds: null, status: 'running' },
      { device: 'Washer', data, seconds: null, status: 'completed' },
    ]);
    const other = await makeTestLab();
    const theirs = await givenDevices(other.lab.id, DEVICES);
    await givenSteps(other.lab.id, theirs, [
      { device: 'Washer', data, seconds: 70 },
      { device: 'Arm', from: 'Shaker', to: 'Shaker', seconds: 70 },
    ]);
    const shakers = { origin_device: 'Shaker', target_device: 'Shaker' };
    expect(await one(asked)).toEqual(nothing);
    expect(await one(shakers)).toEqual({ ...nothing, method: 'move' });
    await given([
      { device: 'Washer', data, seconds: 4, status: 'Finished' },
      { device: 'Washer', data, seconds: 6, status: 'SUCCESS' },
    ]);
    expect(await one(asked)).toMatchObject({ seconds: 6, samples: 2, method: 'protocol' });
    const as = await storedKey(other.lab, 'orchestrator');
    const { estimates } = await ask({ steps: [{ name: 'x', ...asked }] }, as);
    expect(estimates[0]).toMatchObject({ seconds: 70, samples: 1 });
  });

  it('takes the name where data has no fct', async () => {
    await given([{ device: 'Washer', name: 'rinse', seconds: 12 }]);
    const rinse = await one({ name: 'rinse', data: { fct: '' } });
    expect(rinse).toMatchObject({ seconds: 12, samples: 1, method: 'general' });
  });
});

describe('a request', () => {
  it('answers a thousand steps in their order with the sum of what is known', async () => {
    await given([
      { device: 'Washer', data: { fct: 'tick' }, seconds: 1.5 },
      { device: 'Washer', data: { fct: 'tock' }, seconds: 2 },
    ]);
    const names = ['tick', 'tock', 'never'];
    const steps = Array.from({ length: 1_000 }, (_, no) => ({ name: names[no % 3] }));
    const { estimates, total_seconds: total } = await ask({ steps });
    expect(estimates).toHaveLength(1_000);
    expect(estimates.slice(0, 4).map(({ seconds }) => seconds)).toEqual([1.5, 2, null, 1.5]);
    expect(total).toBe(334 * 1.5 + 333 * 2);
    expect((await ask({ steps: [{ name: 'never' }] })).total_seconds).toBeNull();
    const tooMany = await refused({ steps: [...steps, { name: 'tick' }] });
    expect(tooMany).toEqual({ status: 422, fields: ['steps'] });
  });

  it('takes a step as it is posted, and names what is wrong', async () => {
    const posted = {
      kind: 'PROCESS',
      name: 'tick',
      device: 'Washer',
      start: '2026-03-01T10:00:00+01:00',
      finish: null,
      status: 'waiting',
      data: { fct: 'tick' },
      container: null,
    };
    expect((await ask({ steps: [posted] })).estimates[0]?.samples).toBeGreaterThan(0);
    const right = { name: 'x', device: 'Washer' };
    const wrong = { name: 'x', device: 'Nobody' };
    expect(await refused({ steps: [right, right, right, wrong] })).toEqual({
      status: 422,
      fields: ['steps.3.device'],
    });
    expect(await refused({ steps: [{ name: 'x', origin_device: 'Arm' }] })).toEqual({
      status: 422,
      fields: ['steps.0.target_device'],
    });
    const lonely = [{ name: 'x', origin_device: 'Arm', target_device: 'Nobody' }];
    expect((await refused({ steps: lonely })).fields).toEqual(['steps.0.target_device']);
    expect((await refused({ steps: [right], confidence: 95 })).fields).toEqual(['confidence']);
    expect((await refused({ steps: [{ ...right, temperature: 4 }] })).fields).toEqual([
      'steps.0.temperature',
    ]);
    expect((await refused({ steps: [] })).fields).toEqual(['steps']);
  });

  it('finds no device of another laboratory', async () => {
    const other = await makeTestLab();
    const as = await storedKey(other.lab, 'orchestrator');
    const body = { steps: [{ name: 'x', device: 'Washer' }] };
    const { status } = await callRoute(estimateDurationsEndpoint, { headers: as, body });
    expect(status).toBe(422);
  });
});
