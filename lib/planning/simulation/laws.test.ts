import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SimulationAnswer } from '../forecast';
import { PlanningModel, Scenario, type PlanningModel as Model } from '../model';
import { groupPlans, type GroupPlan } from './group-plan';
import { SimulationQuestion } from './question';
import { runGroup } from './run-group';
import { simulate } from './simulate';
import { aLab, aScenario } from './testing-models';

const minutes = (max: number) => fc.double({ min: 0.5, max, noNaN: true });

const time = fc.oneof(
  minutes(60).map((value) => ({ kind: 'fixed', minutes: value })),
  minutes(60).map((value) => ({ kind: 'exponential', mean_minutes: value })),
  fc.record({
    kind: fc.constant('lognormal'),
    median_minutes: minutes(30),
    sigma: fc.double({ min: 0, max: 1.5, noNaN: true }),
  }),
  fc
    .array(minutes(60), { minLength: 2, maxLength: 5 })
    .map((all) => ({ kind: 'empirical', quantiles_minutes: all.toSorted((a, b) => a - b) })),
);

const service = fc.oneof(
  fc.record({ kind: fc.constant('single'), time }),
  fc.record({
    kind: fc.constant('pipelined'),
    per_hour: fc.double({ min: 1, max: 200, noNaN: true }),
    dwell_minutes: fc.double({ min: 0, max: 60, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('batch'),
    capacity: fc.integer({ min: 1, max: 40 }),
    run: time,
    start_after_minutes: fc.option(fc.double({ min: 0, max: 240, noNaN: true })),
  }),
);

const stretch = fc.constantFrom(['08:00', '16:00'], ['07:30', '24:00'], ['22:00', '06:00']);
const hours = fc.record(
  Object.fromEntries(['1', '3', '5', '7'].map((day) => [day, fc.array(stretch, { maxLength: 1 })])),
);

const group = fc.record({
  machines: fc.integer({ min: 0, max: 6 }),
  service,
  preparation: time,
  finishing: time,
  failures: fc.record({ rate: fc.double({ min: 0, max: 0.5, noNaN: true }), redo: time }),
  stops: fc.option(
    fc.record({
      mean_hours_between: fc.double({ min: 2, max: 200, noNaN: true }),
      mean_minutes: fc.double({ min: 1, max: 300, noNaN: true }),
    }),
  ),
  hours: fc.option(hours),
});

const rate = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 6, noNaN: true }));
const stream = fc.record({
  deliveries_per_hour: fc.array(rate, { minLength: 168, maxLength: 168 }),
  sizes: fc.array(fc.record({ tests: fc.integer({ min: 1, max: 9 }), weight: fc.constant(1) }), {
    minLength: 1,
    maxLength: 3,
  }),
  classes: fc.array(
    fc.record({
      priority: fc.constantFrom('STAT', 'URGENT', 'ROUTINE'),
      target_minutes: fc.option(minutes(500)),
      weight: fc.constant(1),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const model = fc
  .record({
    groups: fc.array(group, { minLength: 1, maxLength: 3 }),
    streams: fc.array(stream, { minLength: 1, maxLength: 3 }),
    stat_first: fc.boolean(),
  })
  .map(({ groups, streams, stat_first }) =>
    PlanningModel.parse({
      groups: groups.map((one, index) => ({ name: `G${index}`, ...one })),
      demand: streams.map((one, index) => ({ group: `G${index % groups.length}`, ...one })),
      stat_first,
    }),
  );

const scenario = fc
  .record({
    machines: fc.constantFrom({}, { G0: 1 }),
    demand_percent: fc.integer({ min: -100, max: 150 }),
    failure_reduction_percent: fc.integer({ min: 0, max: 100 }),
    shifts: fc.option(hours).map((shift) => ({ G0: shift })),
    outages: fc.constantFrom([], [{ group: 'G0', weekday: '2' }]),
    stat_first: fc.boolean(),
  })
  .map((given) => Scenario.parse({ name: 'Other', ...given }));

/** Every number of an answer, wherever it stands. */
function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

test('whatever the lab, there is an answer, and every number in it is one', () => {
  fc.assert(
    fc.property(model, scenario, fc.nat(), (lab, other, seed) => {
      const answer = simulate(
        SimulationQuestion.parse({
          model: lab,
          scenarios: [other],
          seed,
          runs: 2,
          weeks: 1,
          warm_up_weeks: 1,
        }),
      );
      expect(numbersOf(answer).every(Number.isFinite)).toBe(true);
      expect(SimulationAnswer.parse(answer)).toEqual(answer);
    }),
    { numRuns: 60, seed: 8 },
  );
}, 60_000);

test('every test that came has left or is still in, and none waits before it is ready', () => {
  fc.assert(
    fc.property(model, fc.nat(), (lab, seed) => {
      for (const plan of groupPlans(lab, null)) {
        let attempts = 0;
        const record = runGroup(plan, [seed, 0], { warmUp: 1, counted: 1 }, (attempt) => {
          attempts += 1;
          if (attempt.began < attempt.ready || attempt.ends < attempt.began) throw new Error('No.');
        });
        expect(record.came).toBe(record.left + record.inside);
        expect(attempts).toBeGreaterThanOrEqual(record.left);
        const released = record.released.reduce((sum, { count }) => sum + count, 0);
        expect(released).toBeLessThanOrEqual(record.left);
      }
    }),
    { numRuns: 40, seed: 9 },
  );
}, 60_000);

function planOf(lab: Model, name: string, changes: object = {}): GroupPlan {
  const plan = groupPlans(lab, aScenario(changes)).find((one) => one.name === name);
  if (plan === undefined) throw new Error(`There is no ${name}.`);
  return plan;
}

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

describe.each(['Chemistry', 'Microscopy', 'PCR'])('%s', (name) => {
  test('Little’s law: who waits, over time, is how many come by how long each waits', () => {
    const weeks = 40;
    const { tally, released } = runGroup(planOf(aLab(), name), [5, 0], {
      warmUp: 2,
      counted: weeks,
    });
    const waited = released.reduce((all, one) => all + sum(one.waited()), 0);
    expect(waited).toBeGreaterThan(0);
    // What waits at either end of forty weeks is all that they can differ by.
    expect(Math.abs(sum(tally.queue) / waited - 1)).toBeLessThan(0.01);
  });
});

describe('a machine more', () => {
  test('lets nobody wait longer where they are served as they come', () => {
    const waits = (machines: number) => {
      const waited = new Map<string, number>();
      const plan = planOf(aLab(), 'Microscopy', { machines: { Microscopy: machines } });
      let index = 0;
      runGroup(plan, [6, 0], { warmUp: 0, counted: 4 }, ({ ready, began }) => {
        // First come first served: the same test is taken in the same place.
        waited.set(String(index), began - ready);
        index += 1;
      });
      return waited;
    };
    const [before, after] = [waits(0), waits(1)];
    expect(before.size).toBeGreaterThan(500);
    let shorter = 0;
    for (const [test, waited] of after) {
      const was = before.get(test);
      if (was === undefined) continue;
      expect(waited).toBeLessThanOrEqual(was + 1e-9);
      if (waited < was - 1e-9) shorter += 1;
    }
    expect(shorter).toBeGreaterThan(50);
  });

  test.each(['Chemistry', 'Microscopy', 'PCR'])(
    'never lengthens waiting on average: %s',
    (name) => {
      const meanWaiting = (machines: number) => {
        const plan = planOf(aLab(), name, { machines: { [name]: machines } });
        const { released } = runGroup(plan, [7, 0], { warmUp: 1, counted: 12 });
        const tests = released.reduce((all, { count }) => all + count, 0);
        return released.reduce((all, one) => all + sum(one.waited()), 0) / tests;
      };
      const waiting = [-1, 0, 1, 2].map(meanWaiting);
      expect(waiting).toEqual(waiting.toSorted((a, b) => b - a));
      expect(waiting[1]).toBeLessThan(Number(waiting[0]));
    },
  );
});
