import { describe, expect, test } from 'vitest';
import { SimulationAnswer, type Figures, type GroupForecast } from '../forecast';
import type { PlanningModel } from '../model';
import { SimulationQuestion } from './question';
import { simulate } from './simulate';
import { aLab, aModel, aQueue, evenly } from './testing-models';

type Simulated = Extract<SimulationAnswer, { state: 'simulated' }>;

function answered(model: PlanningModel, scenarios: object[] = [], more: object = {}): Simulated {
  const named = scenarios.map((scenario, index) => ({
    name: `Scenario ${index + 1}`,
    ...scenario,
  }));
  const answer = simulate(
    SimulationQuestion.parse({ model, scenarios: named, seed: 1, runs: 4, weeks: 1, ...more }),
  );
  if (answer.state === 'empty') throw new Error('It is not empty.');
  return answer;
}

function stable(groups: GroupForecast[], name: string): GroupForecast & Figures {
  const group = groups.find((one) => one.name === name);
  if (group?.state !== 'stable') throw new Error(`${name} is ${group?.state}.`);
  return group;
}

function mean(estimate: { mean: number } | null): number {
  if (estimate === null) throw new Error('There is no such figure.');
  return estimate.mean;
}

test('the same question gives the same answer to the last digit, another seed another', () => {
  const text = (seed: number) =>
    JSON.stringify(answered(aLab(), [{ demand_percent: 10 }], { seed }));
  expect(text(3)).toBe(text(3));
  expect(text(3)).not.toBe(text(4));
});

test('its answer is what its schema says', () => {
  const answer = answered(aLab(), [{ demand_percent: 10 }]);
  expect(SimulationAnswer.parse(answer)).toEqual(answer);
});

test('a scenario that changes nothing is the baseline, and differs by nothing', () => {
  const { baseline, scenarios } = answered(aLab(), [
    {},
    { machines: { PCR: 0 }, shifts: { PCR: null }, stat_first: false, demand_percent: 0 },
  ]);
  for (const { whole, groups, difference } of scenarios) {
    expect({ whole, groups }).toEqual(baseline);
    expect(difference.whole?.waiting_mean).toEqual({ mean: 0, low: 0, high: 0 });
    expect(difference.groups[0]?.figures?.turnaround_p99).toEqual({ mean: 0, low: 0, high: 0 });
  }
});

test('what a scenario leaves alone stays as it is', () => {
  const { baseline, scenarios } = answered(aLab(), [{ machines: { Microscopy: 1 } }]);
  const [more] = scenarios;
  expect(more?.groups[0]).toEqual(baseline.groups[0]);
  expect(more?.groups[1]).not.toEqual(baseline.groups[1]);
  expect(more?.groups[2]).toEqual(baseline.groups[2]);
});

test('a baseline does not depend on the scenarios beside it', () => {
  const alone = answered(aLab());
  const beside = answered(aLab(), [{ demand_percent: 60 }, { machines: { Microscopy: -1 } }]);
  expect(beside.baseline).toEqual(alone.baseline);
});

test('differences by run are narrower than the figures they come from', () => {
  const { baseline, scenarios } = answered(aLab(), [{ demand_percent: 5 }], { runs: 12 });
  const before = stable(baseline.groups, 'Chemistry').waiting_mean;
  const difference = scenarios[0]?.difference.groups[0]?.figures?.waiting_mean;
  const width = (estimate: typeof before | undefined) =>
    Number(estimate?.high) - Number(estimate?.low);
  expect(width(difference)).toBeGreaterThan(0);
  expect(width(difference)).toBeLessThan(width(before));
});

describe('an empty baseline', () => {
  const question = (model: PlanningModel) =>
    SimulationQuestion.parse({ model, scenarios: [{ name: 'A', demand_percent: 50 }], seed: 1 });

  test('says so', () => {
    expect(simulate(question(aModel({ groups: [], demand: [] })))).toEqual({ state: 'empty' });
    const quiet = aQueue({ perHour: 0, machines: 1, time: { kind: 'fixed', minutes: 1 } });
    expect(simulate(question(quiet))).toEqual({ state: 'empty' });
  });

  test('of one group is idle', () => {
    const lab = aLab();
    const demand = lab.demand.filter(({ group }) => group !== 'PCR');
    const { baseline } = answered({ ...lab, demand });
    expect(baseline.groups[2]).toMatchObject({ state: 'idle', demand_per_day: 0 });
    expect(baseline.whole.state).toBe('stable');
  });

  test('with all demand gone the scenario is idle, and nothing is compared', () => {
    const [gone] = answered(aLab(), [{ demand_percent: -100 }]).scenarios;
    expect(gone?.whole).toEqual({ state: 'idle' });
    expect(gone?.difference.whole).toBeNull();
  });
});

describe('more work than can be done', () => {
  const queue = (perHour: number, machines = 1) =>
    aQueue({ perHour, machines, time: { kind: 'exponential', mean_minutes: 20 } });

  test.each([3, 3.5])('%d an hour where 3 can be done is unstable, without figures', (perHour) => {
    const { baseline } = answered(queue(perHour));
    expect(baseline.whole).toEqual({ state: 'unstable', groups: ['A'] });
    expect(baseline.groups).toEqual([
      {
        state: 'unstable',
        name: 'A',
        demand_per_day: expect.closeTo(perHour * 24, 9),
        capacity_per_day: expect.closeTo(72, 9),
      },
    ]);
  });

  test('near its limit it says that it has not settled', () => {
    const settled = (perHour: number) => answered(queue(perHour)).baseline.groups[0];
    expect(settled(2)).toMatchObject({ state: 'stable', settled: true });
    expect(settled(2.99)).toMatchObject({ state: 'stable', settled: false });
    expect(settled(2.999_999_999_9)?.state).toBe('unstable');
  });

  test('no machine at all is unstable', () => {
    expect(answered(queue(1), [{ machines: { A: -1 } }]).scenarios[0]?.whole.state).toBe(
      'unstable',
    );
  });

  test('a machine more makes it stable; then there is nothing to compare it with', () => {
    const [more] = answered(queue(3.5), [{ machines: { A: 1 } }]).scenarios;
    expect(more?.whole.state).toBe('stable');
    expect(more?.difference.whole).toBeNull();
  });

  test('closed most of the week, what can be done is less', () => {
    const shifts = { A: { '1': [['08:00', '16:00']] } };
    expect(answered(queue(1), [{ shifts }]).scenarios[0]?.whole.state).toBe('unstable');
  });
});

describe('scenarios', () => {
  test('more machines shorten waiting, fewer lengthen it', () => {
    const queue = aQueue({
      perHour: 6,
      machines: 3,
      time: { kind: 'exponential', mean_minutes: 20 },
    });
    const { baseline, scenarios } = answered(queue, [
      { machines: { A: 1 } },
      { machines: { A: -1 } },
    ]);
    expect(scenarios[1]?.whole.state).toBe('unstable');
    const shorter = scenarios[0]?.difference.whole?.waiting_mean;
    expect(Number(shorter?.high)).toBeLessThan(0);
    expect(stable(baseline.groups, 'A').utilisation?.mean).toBeCloseTo(2 / 3, 1);
    expect(mean(stable(scenarios[0]?.groups ?? [], 'A').utilisation)).toBeCloseTo(1 / 2, 1);
  });

  test('demand moves throughput by its percentage', () => {
    const queue = aQueue({ perHour: 20, machines: 30, time: { kind: 'fixed', minutes: 20 } });
    const { baseline, scenarios } = answered(
      queue,
      [10, 40, 150, -30].map((demand_percent) => ({ demand_percent })),
      { runs: 8 },
    );
    const before = mean(stable(baseline.groups, 'A').throughput_per_day);
    const ratios = scenarios.map(
      ({ groups }) => mean(stable(groups, 'A').throughput_per_day) / before,
    );
    for (const [index, expected] of [1.1, 1.4, 2.5, 0.7].entries()) {
      expect(Math.abs(Number(ratios[index]) - expected)).toBeLessThan(0.03);
    }
  });

  test('fewer failures leave less to be done again', () => {
    const [none] = answered(aLab(), [{ failure_reduction_percent: 100 }]).scenarios;
    expect(mean(none?.difference.groups[2]?.figures?.turnaround_p90 ?? null)).toBeLessThan(0);
    expect(none?.difference.groups[1]?.figures?.turnaround_p90).toEqual({
      mean: 0,
      low: 0,
      high: 0,
    });
  });

  test('STAT first speeds STAT up and slows the rest down', () => {
    const model = aModel({
      groups: [
        {
          name: 'A',
          machines: 1,
          service: { kind: 'single', time: { kind: 'exponential', mean_minutes: 4 } },
        },
      ],
      demand: [
        {
          group: 'A',
          deliveries_per_hour: evenly(12),
          classes: [
            { priority: 'ROUTINE', target_minutes: 60, weight: 4 },
            { priority: 'STAT', target_minutes: 20, weight: 1 },
          ],
        },
      ],
    });
    const { baseline, scenarios } = answered(model, [{ stat_first: true }], { weeks: 8 });
    const waiting = (groups: GroupForecast[], priority: string) =>
      mean(
        stable(groups, 'A').by_priority.find((one) => one.priority === priority)?.waiting_mean ??
          null,
      );
    const after = scenarios[0]?.groups ?? [];
    // Cobham 1954: load 0.8, of it 0.16 STAT; both wait for 3.2 minutes of work in progress.
    expect(Math.abs(waiting(after, 'STAT') / (3.2 / 0.84) - 1)).toBeLessThan(0.05);
    expect(Math.abs(waiting(after, 'ROUTINE') / (3.2 / (0.84 * 0.2)) - 1)).toBeLessThan(0.1);
    expect(Math.abs(waiting(baseline.groups, 'STAT') / 16 - 1)).toBeLessThan(0.1);
  });

  test('a machine down on Tuesday makes Tuesday’s queue longer', () => {
    const outages = [{ group: 'A', weekday: '2', from: '08:00', to: '20:00' }];
    const queue = aQueue({ perHour: 4, machines: 2, time: { kind: 'fixed', minutes: 20 } });
    const { baseline, scenarios } = answered(queue, [{ outages }], { runs: 8 });
    const noon = (groups: GroupForecast[], day: number) =>
      stable(groups, 'A').by_hour_of_week.queue[day * 24 + 19] ?? 0;
    const [down] = scenarios;
    expect(noon(down?.groups ?? [], 1)).toBeGreaterThan(noon(baseline.groups, 1) + 3);
    expect(noon(down?.groups ?? [], 4)).toBeCloseTo(noon(baseline.groups, 4), 9);
  });

  test('that do not fit the model are refused', () => {
    expect(() => answered(aLab(), [{ machines: { Unknown: 1 } }])).toThrow(
      /Scenario 1: there is no group named Unknown/,
    );
    expect(() => answered(aLab(), [{ machines: { PCR: -3 } }])).toThrow(/3 fewer cannot be/);
  });
});

describe('closed forms', () => {
  test('are given where they hold, and the simulation agrees', () => {
    const queue = aQueue({
      perHour: 5,
      machines: 3,
      time: { kind: 'exponential', mean_minutes: 20 },
    });
    const { baseline } = answered(queue, [], { runs: 30, weeks: 8 });
    const group = stable(baseline.groups, 'A');
    if (group.state !== 'stable') throw new Error('It is.');
    expect(group.closed_form?.formula).toBe('M/M/c');
    const exact = Number(group.closed_form?.waiting_mean);
    // Erlang C of 5/3 offered to three: 0.299760; waiting 0.299760 / (9 − 5) hours.
    expect(exact).toBeCloseTo((0.29976 / 4) * 60, 3);
    expect(Number(group.waiting_mean?.low)).toBeLessThan(exact);
    expect(Number(group.waiting_mean?.high)).toBeGreaterThan(exact);
  });

  test('are not where they do not', () => {
    for (const group of answered(aLab()).baseline.groups) {
      expect(group).toMatchObject({ closed_form: null });
    }
  });
});

test('the queue by the hour is the queue, hour by hour', () => {
  for (const name of ['Chemistry', 'Microscopy', 'PCR']) {
    const group = stable(answered(aLab(), [], { weeks: 2 }).baseline.groups, name);
    const average = (values: number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const queue = mean(group.queue);
    expect(queue).toBeGreaterThan(0);
    expect(average(group.by_hour_of_day.map((hour) => hour.queue.mean))).toBeCloseTo(queue, 9);
    expect(average(group.by_hour_of_week.queue)).toBeCloseTo(queue, 9);
  }
});

test('progress rises to 1', () => {
  const shares: number[] = [];
  const question = SimulationQuestion.parse({
    model: aLab(),
    scenarios: [],
    seed: 1,
    runs: 3,
    weeks: 1,
  });
  simulate(question, (share) => shares.push(share));
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeCloseTo(1, 9);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});

test('a question that would take days is refused', () => {
  const queue = aQueue({ perHour: 100_000, machines: 500, time: { kind: 'fixed', minutes: 0.2 } });
  expect(() => answered(queue, [], { runs: 200, weeks: 52 })).toThrow(
    /take fewer weeks, runs or scenarios/,
  );
});
