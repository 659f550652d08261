import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { startBackTest } from '../back-test/start-back-test';
import { NewBackTest, NewWhatIf, WhatIfAnswer } from '../contract';
import { cancelWhatIf } from './cancel-what-if';
import { forgetOldWhatIfs } from './forget-old-what-ifs';
import { listWhatIfs } from './list-what-ifs';
import { readWhatIf } from './read-what-if';
import { startWhatIf } from './start-what-if';
import { givenMachine, period } from './testing-what-ifs';
import { workOffWhatIfs } from './work-off-what-ifs';

const never = new AbortController().signal;
const ask = (given: Record<string, unknown>) =>
  NewWhatIf.parse({ ...period, seed: 7, runs: 4, ...given });

async function answered(ctx: Ctx, given: Record<string, unknown>) {
  const { id } = await startWhatIf(ctx, ask(given));
  await workOffWhatIfs(never);
  const answer = await readWhatIf(ctx, id);
  // What routes give is what the contract says.
  WhatIfAnswer.parse(answer);
  return answer;
}

async function busyLab(work = { perHour: 2, minutes: 20 }): Promise<TestLab & { ctx: Ctx }> {
  const lab = await makeTestLab({ timeZone: 'UTC' });
  await givenMachine(lab.lab.id, work);
  return { ...lab, ctx: await lab.ctxFor('manager') };
}

describe('a what-if', () => {
  it('compares scenarios with the lab as it stands, and answers the same for the same seed', async () => {
    const { ctx, lab } = await busyLab();
    const scenarios = [
      { name: 'Another', machines: { m1: 1 } },
      { name: 'More work', demand_percent: 100 },
      { name: 'Nights off', shifts: { M1: [['06:00', '22:00']] }, stat_first: true },
      {
        name: 'Down on Tuesday',
        outage: { machine: 'M1', weekday: 'Tuesday', from: '08:00', to: '12:00' },
      },
    ];
    const answer = await answered(ctx, { name: 'March', scenarios });
    expect(answer).toMatchObject({
      status: 'finished',
      percent: 100,
      name: 'March',
      seed: 7,
      runs: 4,
      left_out: [],
      asked: [
        { machines: { analyzer: 1 } },
        {},
        {},
        { outages: [{ group: 'analyzer', weekday: '2', machines: 1 }] },
      ],
    });
    const [baseline] = answer.baseline?.groups ?? [];
    if (baseline?.state !== 'stable') throw new Error('the baseline is not stable');
    // Two an hour for 20 minutes.
    expect(baseline.load).toBeCloseTo(2 / 3, 2);
    expect(baseline.utilisation?.mean).toBeCloseTo(2 / 3, 1);
    const states = answer.scenarios?.map(({ whole }) => whole.state);
    expect(states).toEqual(['stable', 'unstable', 'unstable', 'stable']);
    const [another] = answer.scenarios ?? [];
    // A second machine does change waiting, and nothing else is different.
    const less = another?.difference.whole?.waiting_mean;
    expect(less?.mean).toBeLessThan(-1);
    expect(answer.check).toMatchObject([{ group: 'analyzer' }]);
    const [check] = answer.check ?? [];
    expect(check?.utilisation.model).toBeCloseTo(check?.utilisation.observed ?? 0, 1);
    const again = await answered(ctx, { scenarios });
    expect(again.baseline).toEqual(answer.baseline);
    expect(again.scenarios).toEqual(answer.scenarios);

    const events = await unboundDb().auditEvent.findMany({
      where: { labId: lab.id, entity: 'what_if', entityId: answer.id },
      orderBy: { at: 'asc' },
    });
    expect(events.map(({ action }) => action)).toEqual(['what_if.create', 'what_if.run']);
    const live = await unboundDb().liveEvent.count({
      where: { labId: lab.id, entity: 'what_if', entityId: answer.id },
    });
    expect(live).toBeGreaterThanOrEqual(2);
  }, 60_000);

  it('is unstable where more comes than can be done, and gives no number for it', async () => {
    const { ctx } = await busyLab({ perHour: 3, minutes: 21 });
    const { fit, baseline, status } = await answered(ctx, {});
    expect(status).toBe('finished');
    expect(fit.groups[0]?.expected).toMatchObject({ unstable: true });
    expect(baseline?.whole).toEqual({ state: 'unstable', groups: ['analyzer'] });
    expect(baseline?.groups).toMatchObject([{ state: 'unstable', name: 'analyzer' }]);
    expect(baseline?.groups[0]).not.toHaveProperty('utilisation');
  }, 60_000);

  it('takes what a manager knows better, and says it was edited', async () => {
    const { ctx } = await busyLab({ perHour: 3, minutes: 21 });
    const service = { kind: 'single', time: { kind: 'fixed', minutes: 10 } };
    const { fit, baseline } = await answered(ctx, {
      groups: [{ name: 'm1', service, machines: 2, preparation: 1, finishing: 0 }],
    });
    expect(fit.groups).toMatchObject([{ edited: true, model: { machines: 2, service } }]);
    expect(baseline?.groups).toMatchObject([{ state: 'stable', load: 0.25 }]);
  }, 60_000);

  it('names what is wrong with a question, and what was probably meant', async () => {
    const { ctx, lab } = await busyLab();
    const refused = async (given: Record<string, unknown>) => {
      const failure: unknown = await startWhatIf(ctx, ask(given)).catch((error: unknown) => error);
      return failure;
    };
    expect(await refused({ scenarios: [{ name: 'x', machines: { M2: 1, Q: 1 } }] })).toMatchObject({
      code: 'invalid',
      fields: [
        { field: 'scenarios.0.machines.M2', message: expect.stringContaining('did you mean “M1”') },
        { field: 'scenarios.0.machines.Q', message: expect.stringContaining('no machine') },
      ],
    });
    expect(await refused({ scenarios: [{ name: 'x', machines: { M1: -3 } }] })).toMatchObject({
      fields: [
        { field: 'scenarios.0.machines.M1', message: 'analyzer has 1 machine; 3 fewer cannot be' },
      ],
    });
    expect(await refused({ groups: [{ name: 'nobody' }] })).toMatchObject({
      fields: [{ field: 'groups.0.name' }],
    });
    const early = { from: '2020-01-01T00:00:00Z', to: '2020-01-08T00:00:00Z' };
    expect(await refused(early)).toMatchObject({
      fields: [{ field: 'from', message: expect.stringContaining('no test was received') }],
    });
    expect(NewWhatIf.safeParse({ ...period, from: period.to }).error?.issues).toMatchObject([
      { path: ['to'], message: 'must be later than from' },
    ]);
    expect(await unboundDb().whatIf.count({ where: { labId: lab.id } })).toBe(0);
  });

  it('asks for what history does not say, and leaves such a group out', async () => {
    const { lab, ctxFor } = await makeTestLab();
    const ctx = await ctxFor('manager');
    await givenTests(
      lab.id,
      Array.from({ length: 30 }, (_, index) => ({
        received: new Date(Date.parse(period.from) + index * 3_600_000).toISOString(),
        released: new Date(Date.parse(period.from) + index * 3_600_000 + 900_000).toISOString(),
      })),
    );
    await expect(startWhatIf(ctx, ask({}))).rejects.toMatchObject({
      fields: [{ field: 'groups', message: expect.stringContaining('“No machine named”') }],
    });
    const service = { kind: 'single', time: { kind: 'fixed', minutes: 5 } };
    const name = 'No machine named';
    const { baseline } = await answered(ctx, { groups: [{ name, machines: 1, service }] });
    expect(baseline?.groups).toMatchObject([{ name, state: 'stable' }]);
  }, 60_000);

  it('is for managers of its own lab', async () => {
    const { ctx, ctxFor } = await busyLab();
    const { id } = await startWhatIf(ctx, ask({}));
    const forbidden = { code: 'forbidden' };
    for (const role of ['viewer', 'technician', 'supervisor'] as const) {
      const lesser = await ctxFor(role);
      await expect(startWhatIf(lesser, ask({}))).rejects.toMatchObject(forbidden);
      await expect(readWhatIf(lesser, id)).rejects.toMatchObject(forbidden);
      await expect(cancelWhatIf(lesser, id)).rejects.toMatchObject(forbidden);
      await expect(listWhatIfs(lesser, { limit: 5 })).rejects.toMatchObject(forbidden);
      const backTest = NewBackTest.parse({ ...period });
      await expect(startBackTest(lesser, backTest)).rejects.toMatchObject(forbidden);
    }
    const other = await (await makeTestLab()).ctxFor('admin');
    await expect(readWhatIf(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelWhatIf(other, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listWhatIfs(other, { limit: 5 })).toEqual({ data: [], next_cursor: null });
    expect((await listWhatIfs(ctx, { limit: 5 })).data).toMatchObject([{ id, status: 'queued' }]);
    await cancelWhatIf(ctx, id);
  });

  it('is cancelled while it waits, and within a second or two while it runs', async () => {
    const { ctx } = await busyLab();
    const waiting = await startWhatIf(ctx, ask({}));
    expect(await cancelWhatIf(ctx, waiting.id)).toMatchObject({ status: 'cancelled' });
    await expect(cancelWhatIf(ctx, waiting.id)).rejects.toMatchObject({ code: 'conflict' });

    const long = { runs: 200, groups: [], scenarios: [{ name: 'More', demand_percent: 40 }] };
    const { id } = await startWhatIf(ctx, ask(long));
    const working = workOffWhatIfs(never);
    for (;;) {
      const { status, percent } = await readWhatIf(ctx, id);
      expect(['queued', 'running']).toContain(status);
      if (percent > 0) break;
      await delay(50);
    }
    const asked = performance.now();
    expect(await cancelWhatIf(ctx, id)).toMatchObject({ status: 'cancelled', baseline: null });
    await working;
    // It looks every 0.8 s; a busy machine takes longer to notice, and not for ever.
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await readWhatIf(ctx, id)).toMatchObject({ status: 'cancelled', baseline: null });
  }, 120_000);

  it('goes on after a worker that was told to stop, from the beginning', async () => {
    const { ctx } = await busyLab();
    const { id } = await startWhatIf(ctx, ask({ runs: 200 }));
    const stopping = new AbortController();
    const working = workOffWhatIfs(stopping.signal);
    while ((await readWhatIf(ctx, id)).status === 'queued') await delay(20);
    stopping.abort();
    await working;
    expect(await readWhatIf(ctx, id)).toMatchObject({ status: 'queued', percent: 0 });
    await workOffWhatIfs(never);
    expect(await readWhatIf(ctx, id)).toMatchObject({ status: 'finished' });
  }, 120_000);

  it('is given up when it ended its worker three times', async () => {
    const { ctx } = await busyLab();
    const { id } = await startWhatIf(ctx, ask({}));
    await ctx.db.whatIf.updateMany({ where: { id }, data: { status: 'running', attempts: 3 } });
    await workOffWhatIfs(never);
    expect(await readWhatIf(ctx, id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining(`Quote request ${ctx.requestId}`),
    });
  });

  it('is forgotten 90 days after it ended', async () => {
    const { ctx } = await busyLab();
    const ended = async (daysAgo: number) => {
      const { id } = await startWhatIf(ctx, ask({}));
      await cancelWhatIf(ctx, id);
      const finishedAt = new Date(Date.now() - daysAgo * 86_400_000);
      await ctx.db.whatIf.updateMany({ where: { id }, data: { finishedAt } });
      return id;
    };
    await ended(91);
    const kept = await ended(89);
    await forgetOldWhatIfs(new Date());
    expect((await listWhatIfs(ctx, { limit: 5 })).data.map(({ id }) => id)).toEqual([kept]);
  });
});

describe('what waits', () => {
  it('has its turn lab by lab and asker by asker, however many one of them asked', async () => {
    const [many, few] = [await busyLab(), await busyLab()];
    const start = async (ctx: Ctx) => (await startWhatIf(ctx, ask({ runs: 2 }))).id;
    const first: string[] = [];
    for (let n = 0; n < 4; n += 1) first.push(await start(many.ctx));
    const colleague = await start(many.keyCtxFor('manager'));
    const [theirs, theirNext] = [await start(few.ctx), await start(few.ctx)];
    await workOffWhatIfs(never);
    const rows = await unboundDb().whatIf.findMany({
      where: { labId: { in: [many.lab.id, few.lab.id] } },
      orderBy: { startedAt: 'asc' },
      select: { id: true },
    });
    expect(rows.map(({ id }) => id)).toEqual([
      first[0],
      theirs,
      colleague,
      theirNext,
      ...first.slice(1),
    ]);
  }, 120_000);

  it('is twenty of a lab at most, also where they are asked all at once', async () => {
    const { ctx } = await busyLab();
    const asked = await Promise.allSettled(
      Array.from({ length: 26 }, () => startWhatIf(ctx, ask({ runs: 2 }))),
    );
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await ctx.db.whatIf.count()).toBe(20);
    for (const end of asked) {
      if (end.status === 'rejected') {
        expect(end.reason).toMatchObject({ code: 'too_many_requests' });
      }
    }
    await ctx.db.whatIf.deleteMany({});
  }, 120_000);
});

describe('a back-test', () => {
  it('fits the period before, forecasts this one, and says who won by how much', async () => {
    const { ctx } = await busyLab();
    const week = { from: '2026-03-09T00:00:00Z', to: period.to };
    const { id } = await startBackTest(ctx, NewBackTest.parse({ ...week, seed: 1, runs: 4 }));
    await workOffWhatIfs(never);
    const { kind, back_test: told, check } = await readWhatIf(ctx, id);
    expect(kind).toBe('back_test');
    expect(check).toHaveLength(1);
    expect(told).toMatchObject({
      fitted: { from: '2026-03-02T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' },
      forecast: { from: '2026-03-09T00:00:00.000Z', to: '2026-03-16T00:00:00.000Z' },
      last_week: { from: '2026-03-02T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' },
    });
    const measures = new Map(told?.whole.map((one) => [one.measure, one]));
    // Every test took 5 + 20 + 10 minutes in both weeks; nothing was late.
    expect(measures.get('p50')).toMatchObject({
      actual: 35,
      last_week: 35,
      last_week_error: 0,
      won: 'last_week',
    });
    expect(measures.get('breach_rate')).toMatchObject({ actual: 0, last_week: 0 });
    const p50 = measures.get('p50');
    expect(p50?.by).toBeCloseTo(Math.abs((p50?.model?.value ?? 0) - 35), 9);
    expect(measures.get('per_day')?.actual).toBeCloseTo(48, 0);
    expect(told?.groups).toMatchObject([{ name: 'analyzer', unstable: false }]);
    expect(told?.said).toMatch(
      /“the same as last week” (?:came nearer )?in the median turnaround/i,
    );
  }, 60_000);

  it('wants a period that has passed', async () => {
    const { ctx } = await busyLab();
    const to = new Date(ctx.now.getTime() + 60_000).toISOString();
    await expect(
      startBackTest(ctx, NewBackTest.parse({ from: period.from, to })),
    ).rejects.toMatchObject({ fields: [{ field: 'to' }] });
  });
});
