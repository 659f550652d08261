import { expect, test } from 'vitest';
import type { PlanningModel } from '../model';
import { closedForm } from '../queueing/closed-form';
import { groupPlans } from './group-plan';
import { warmUpWeeks } from './how-long';
import { SimulationQuestion } from './question';
import { simulate } from './simulate';
import { stopsOf } from './stops';
import { aQueue } from './testing-models';
import { WEEK_MINUTES } from './week';

const stopping = (hours: number, minutes: number, perHour = 3): PlanningModel => {
  const model = aQueue({ perHour, machines: 1, time: { kind: 'exponential', mean_minutes: 10 } });
  return {
    ...model,
    groups: model.groups.map((group) => ({
      ...group,
      stops: { mean_hours_between: hours, mean_minutes: minutes },
    })),
  };
};

/**
 * Mean number in M/M/1 whose server stops by day and by night (White and Christie 1958): λ arrivals,
 * μ services, ξ stops and η repairs an hour.
 */
function numberIn(arrivals: number, services: number, stops: number, repairs: number): number {
  const both = stops + repairs;
  return (
    (arrivals / both) * ((both ** 2 + services * stops) / (services * repairs - arrivals * both))
  );
}

test('a queue before a machine that stops is as long as it must be', () => {
  // Stops of an hour on average every ten hours; the one on the machine is held and waits no more.
  const inside = numberIn(3, 6, 0.1, 1);
  const onMachine = (3 / 6) * (1 + 0.1 / 1);
  const question = SimulationQuestion.parse({
    model: stopping(10, 60),
    scenarios: [],
    seed: 4,
    runs: 100,
    weeks: 6,
  });
  const answer = simulate(question);
  const group = answer.state === 'simulated' ? answer.baseline.groups[0] : undefined;
  if (group?.state !== 'stable') throw new Error('not stable');
  const exact = inside - onMachine;
  expect(Math.abs((group.queue?.mean ?? 0) / exact - 1)).toBeLessThan(0.06);
  expect(group.closed_form).toBeNull();
});

test('stops that are rarer than weeks are as rare as they are said to be', () => {
  const [plan] = groupPlans(stopping(400, 30), null);
  if (!plan) throw new Error('no group');
  const until = 20_000 * WEEK_MINUTES;
  const [stops] = stopsOf(plan, [1, 1], 0, until);
  if (!stops) throw new Error('no machine');
  let [count, minutes, at] = [0, 0, 0];
  for (;;) {
    const next = stops.after(at);
    if (next === Infinity) break;
    expect(next).toBeGreaterThanOrEqual(at);
    const lasts = stops.minutes();
    [count, minutes, at] = [count + 1, minutes + lasts, next + lasts];
  }
  // 8,390 of them; three standard deviations are 3.3 %.
  expect(Math.abs((count * 400.5) / (20_000 * 168) - 1)).toBeLessThan(0.035);
  expect(Math.abs(minutes / count / 30 - 1)).toBeLessThan(0.035);
});

test('no formula holds where machines stop or tests fail', () => {
  const formulaOf = (model: Parameters<typeof groupPlans>[0]) => {
    const [plan] = groupPlans(model, null);
    return plan ? closedForm(plan) : null;
  };
  const plain = stopping(10, 60);
  const [group] = plain.groups;
  if (!group) throw new Error('no group');
  const having = (own: Partial<typeof group>) => ({ ...plain, groups: [{ ...group, ...own }] });
  const never = { stops: null };
  expect(formulaOf(plain)).toBeNull();
  expect(formulaOf(having(never))).toMatchObject({ formula: 'M/M/c' });
  const redo = { kind: 'fixed' as const, minutes: 0 };
  expect(formulaOf(having({ ...never, failures: { rate: 0.1, redo } }))).toBeNull();
});

test('weeks that do not count are whole, one at least and eight at most', () => {
  expect([0, 0.2, 1, 3.2, 99].map(warmUpWeeks)).toEqual([1, 1, 1, 4, 8]);
});
