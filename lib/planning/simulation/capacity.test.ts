import { describe, expect, test } from 'vitest';
import { capacityPerWeek, testsPerWeek } from './capacity';
import { groupPlans, type GroupPlan } from './group-plan';
import { aModel, aScenario, evenly } from './testing-models';

const fixed = (minutes: number) => ({ kind: 'fixed', minutes });

function plan(group: object, scenario: object = {}, demand: object = {}): GroupPlan {
  const model = aModel({
    groups: [{ name: 'A', machines: 1, ...group }],
    demand: [
      {
        group: 'A',
        deliveries_per_hour: evenly(1),
        classes: [{ priority: 'STAT', target_minutes: null, weight: 1 }],
        ...demand,
      },
    ],
  });
  const [only] = groupPlans(model, aScenario(scenario));
  if (only === undefined) throw new Error('There is one group.');
  return only;
}

const single = (time: object) => ({ service: { kind: 'single', time } });
const weekdays = (...stretches: string[][]) => ({
  '1': stretches,
  '2': stretches,
  '3': stretches,
  '4': stretches,
  '5': stretches,
});

test('what comes in a week', () => {
  const sizes = [
    { tests: 1, weight: 3 },
    { tests: 5, weight: 1 },
  ];
  expect(testsPerWeek(plan(single(fixed(1)), {}, { sizes }))).toBeCloseTo(336, 9);
  expect(testsPerWeek(plan(single(fixed(1)), { demand_percent: 50 }))).toBeCloseTo(252, 9);
  expect(testsPerWeek(plan(single(fixed(1)), { demand_percent: -100 }))).toBe(0);
});

describe('always open it is time over mean time', () => {
  test.each([
    ['single', { ...single({ kind: 'exponential', mean_minutes: 20 }), machines: 2 }, 1_008],
    ['pipelined', { service: { kind: 'pipelined', per_hour: 60, dwell_minutes: 99 } }, 10_080],
    [
      'batch',
      { service: { kind: 'batch', capacity: 10, run: fixed(60), start_after_minutes: null } },
      1_680,
    ],
    ['failing', { ...single(fixed(10)), failures: { rate: 0.25 } }, 756],
    ['stopping', { ...single(fixed(10)), stops: { mean_hours_between: 3, mean_minutes: 60 } }, 756],
    ['none', { ...single(fixed(10)), machines: 0 }, 0],
  ])('%s', (_, group, expected) => {
    expect(capacityPerWeek(plan(group))).toBeCloseTo(expected, 6);
  });
});

describe('with hours it is what can be started in them', () => {
  test.each([
    // 8, 8:50, … 15:30, and what runs at closing goes on: ten a day, not 9.6.
    ['a service that runs on', single(fixed(50)), [['08:00', '16:00']], 50],
    ['one that fits exactly', single(fixed(60)), [['08:00', '16:00']], 40],
    ['a run longer than the day', single(fixed(600)), [['08:00', '16:00']], 5],
    // 8, 11, and at 14 again: the second is still running at 13.
    [
      'a break that a run passes',
      single(fixed(180)),
      [
        ['08:00', '12:00'],
        ['13:00', '17:00'],
      ],
      15,
    ],
    ['no hours', single(fixed(1)), [], 0],
    ['very short services', single(fixed(0.001)), [['08:00', '16:00']], 2_400_000],
  ])('%s', (_, group, stretches, expected) => {
    expect(capacityPerWeek(plan({ ...group, hours: weekdays(...stretches) }))).toBeCloseTo(
      expected,
      6,
    );
  });

  test('exponential services: one more a day than fit on average', () => {
    const hours = weekdays(['08:00', '16:00']);
    const group = { ...single({ kind: 'exponential', mean_minutes: 48 }), hours };
    // Renewals of a Poisson process from an idle morning: 1 + 480 / 48.
    const ratio = capacityPerWeek(plan(group)) / 55;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
  });
});

test('a machine down on Tuesday leaves six days of it', () => {
  const outages = [{ group: 'A', weekday: '2' }];
  const group = { ...single(fixed(10)), machines: 2 };
  expect(capacityPerWeek(plan(group, { outages }))).toBeCloseTo(1_008 + 864, 6);
});

test('stops take as much of a machine with hours as of one without', () => {
  const hours = weekdays(['00:00', '24:00']);
  const stops = { mean_hours_between: 3, mean_minutes: 60 };
  const group = { ...single(fixed(10)), hours, stops };
  const ratio = capacityPerWeek(plan(group)) / 540;
  expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
});
