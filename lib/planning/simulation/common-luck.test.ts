import { expect, test } from 'vitest';
import { deliveriesTo, type Deliveries } from './deliveries';
import { groupPlans, type GroupPlan } from './group-plan';
import { Stops } from './stops';
import { aLab, aScenario } from './testing-models';
import { TestSlots } from './test-slots';
import { WEEK_MINUTES } from './week';

function planOf(changes: object = {}): GroupPlan {
  const [plan] = groupPlans(aLab(), aScenario(changes));
  if (plan === undefined) throw new Error('There are three groups.');
  return plan;
}

/** What comes from minute 0 on, test by test: when, how long it takes, when it is ready. */
function coming(deliveries: Deliveries): string[] {
  const tests: string[] = [];
  const slots = new TestSlots();
  for (; deliveries.nextAt < Infinity; deliveries.moveOn()) {
    for (let left = deliveries.size(); left > 0; left -= 1) {
      const ready = deliveries.fill(slots, 0);
      const { nextAt } = deliveries;
      if (nextAt >= 0) tests.push([nextAt, slots.finishing[0], slots.failures[0], ready].join());
    }
  }
  return tests;
}

const first = (plan: GroupPlan, begins: number) =>
  coming(must(deliveriesTo(plan, [1, 0], begins, 2 * WEEK_MINUTES)[0]));

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('There is one.');
  return value;
}

test('a week brings the same, however many weeks went before it', () => {
  const afterOne = first(planOf(), -1);
  expect(afterOne.length).toBeGreaterThan(300);
  expect(first(planOf(), -3)).toEqual(afterOne);
});

test('less demand is some of the same tests, and still less is some of those', () => {
  const all = new Set(first(planOf(), -1));
  const most = first(planOf({ demand_percent: -20 }), -1);
  const few = first(planOf({ demand_percent: -60 }), -1);
  expect(most.every((one) => all.has(one))).toBe(true);
  expect(few.every((one) => new Set(most).has(one))).toBe(true);
  expect(Math.abs(few.length / all.size - 0.4)).toBeLessThan(0.1);
});

test('more demand keeps all of them', () => {
  expect(first(planOf({ demand_percent: 30 }), -1)).toEqual(first(planOf(), -1));
});

test('stops of a week are the same, however many weeks went before it', () => {
  const plan = planOf();
  const stops = (begins: number) =>
    new Stops(plan, must(plan.stops ?? undefined), 0, [1, 0], begins, 9 * WEEK_MINUTES);
  expect(stops(-3).after(0)).toBe(stops(0).after(0));
});
