import { expect, test } from 'vitest';
import type { WhatIfAnswer } from '@/lib/planning/contract';
import type { Difference, Estimate, Figures } from '@/lib/planning/forecast';
import { MachineGroup, Scenario } from '@/lib/planning/model';
import { SimulationQuestion } from '@/lib/planning/simulation/question';
import { simulate } from '@/lib/planning/simulation/simulate';
import { headlineOf, soonerFilled, unsettledGroups } from './headline';

const estimate = (mean: number, low = mean, high = mean): Estimate => ({ mean, low, high });
const zero = estimate(0);

function figures(p90: number): Figures {
  const of = estimate(p90);
  return {
    tests: 100,
    waiting_mean: of,
    waiting_p90: of,
    turnaround_p50: of,
    turnaround_p90: of,
    turnaround_p99: of,
    breach_rate: estimate(0.1),
    throughput_per_day: of,
    utilisation: estimate(0.5),
    queue: of,
    by_priority: [],
    by_hour_of_day: [],
    by_hour_of_week: { queue: [], utilisation: [] },
  };
}

type Simulated = NonNullable<WhatIfAnswer['baseline']>;
const stable = (p90: number): Simulated => ({
  whole: { state: 'stable', ...figures(p90) },
  groups: [],
});
const unstable: Simulated = { whole: { state: 'unstable', groups: ['M1', 'M2'] }, groups: [] };

function difference(p90: Estimate, breaches: Estimate = zero): Difference {
  return {
    waiting_mean: zero,
    waiting_p90: zero,
    turnaround_p50: zero,
    turnaround_p90: p90,
    turnaround_p99: zero,
    breach_rate: breaches,
    throughput_per_day: zero,
    utilisation: zero,
    queue: zero,
  };
}

function said(baseline: Simulated, scenario: Simulated, whole: Difference | null): string {
  return headlineOf(baseline, { name: 'X', ...scenario, difference: { whole, groups: [] } }).text;
}

test('a difference is told by the ends of its interval', () => {
  const less = difference(estimate(-15, -18, -12), estimate(-0.02, -0.03, -0.01));
  expect(said(stable(100), stable(85), less)).toBe(
    'saves 12–18 min at P90 and has 1–3 points fewer breaches.',
  );
  expect(said(stable(100), stable(130), difference(estimate(30, 25, 35)))).toBe(
    'adds 25–35 min at P90.',
  );
});

test('what is better by one measure and worse by the other is neither', () => {
  const mixed = difference(estimate(-2, -2.7, -1.2), estimate(0.0005, 0.0002, 0.001));
  const scenario = { name: 'X', ...stable(98), difference: { whole: mixed, groups: [] } };
  expect(headlineOf(stable(100), scenario)).toEqual({
    name: 'X',
    text: 'saves 1.2–2.7 min at P90, but has up to 0.1 points more breaches.',
    tone: 'same',
  });
});

test('what the interval has zero in is no difference', () => {
  expect(said(stable(100), stable(99), difference(estimate(-1, -3, 1)))).toBe(
    'makes no difference at P90 that the runs could tell.',
  );
  expect(
    said(stable(100), stable(99), difference(estimate(-1, -3, 1), estimate(0.02, 0.01, 0.03))),
  ).toBe('makes no difference at P90 that the runs could tell, but has 1–3 points more breaches.');
});

test('a lab without work is told as such', () => {
  const idle: Simulated = { whole: { state: 'idle' }, groups: [] };
  expect(said(stable(100), idle, null)).toBe('has no work: nothing comes to the lab.');
});

test('unstable is a word, on either side', () => {
  expect(said(stable(100), unstable, null)).toBe(
    'is unstable: M1 and M2 get more work than can be done.',
  );
  expect(said(unstable, unstable, null)).toContain('is still unstable');
  expect(said(unstable, stable(85), null)).toBe('makes the lab stable, with a P90 of 85 min.');
});

test('a queue that still grew is named, and where', () => {
  const group = (settled: boolean) => ({
    state: 'stable' as const,
    name: 'M1',
    demand_per_day: 99,
    capacity_per_day: 100,
    load: 0.99,
    settled,
    ...figures(10),
    batch_fill: null,
    closed_form: null,
  });
  const scenario = (name: string, settled: boolean) => ({
    name,
    ...stable(1),
    groups: [group(settled)],
    difference: { whole: null, groups: [] },
  });
  const baseline = { ...stable(1), groups: [group(true)] };
  expect(unsettledGroups(baseline, [scenario('A', true)])).toEqual([]);
  expect(unsettledGroups(baseline, [scenario('A', true), scenario('B', false)])).toEqual([
    { group: 'M1', where: ['B'] },
  ]);
  const near = { ...baseline, groups: [group(false)] };
  expect(unsettledGroups(near, [])).toEqual([{ group: 'M1', where: ['As it stands'] }]);
});

test('more work with less waiting is told of groups whose runs fill, and of no others', () => {
  const answer = simulate(
    SimulationQuestion.parse({
      model: {
        groups: [
          {
            name: 'PCR',
            machines: 3,
            service: {
              kind: 'batch',
              capacity: 8,
              run: { kind: 'fixed', minutes: 60 },
              start_after_minutes: null,
            },
          },
        ],
        demand: [
          {
            group: 'PCR',
            deliveries_per_hour: Array.from({ length: 168 }, () => 3),
            classes: [{ priority: 'ROUTINE', target_minutes: null, weight: 1 }],
          },
        ],
      },
      scenarios: [
        { name: 'More', demand_percent: 50 },
        { name: 'Less', demand_percent: -20 },
        { name: 'Another machine', machines: { PCR: 1 } },
      ],
      seed: 1,
      runs: 5,
    }),
  );
  if (answer.state !== 'simulated') throw new Error('nothing came');
  const asked = ['More', 'Less', 'Another machine'].map((name) =>
    Scenario.parse({ name, demand_percent: name === 'More' ? 50 : name === 'Less' ? -20 : 0 }),
  );
  const groupWith = (after: number | null) => ({
    name: 'PCR',
    model: MachineGroup.parse({
      name: 'PCR',
      machines: 3,
      service: {
        kind: 'batch',
        capacity: 8,
        run: { kind: 'fixed', minutes: 60 },
        start_after_minutes: after,
      },
    }),
  });
  const { scenarios } = answer;
  expect(soonerFilled({ fit: { groups: [groupWith(null)] }, asked, scenarios })).toEqual([
    { group: 'PCR', where: ['More'] },
  ]);
  expect(soonerFilled({ fit: { groups: [groupWith(0)] }, asked, scenarios })).toEqual([]);
  expect(soonerFilled({ fit: { groups: [groupWith(null)] }, asked, scenarios: null })).toEqual([]);
});
