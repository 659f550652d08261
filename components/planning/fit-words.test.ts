import { expect, test } from 'vitest';
import type { Distribution } from '@/lib/planning/model';
import {
  distributionOf,
  distributionText,
  serviceText,
  spreadOfDistribution,
  weekHoursText,
} from './fit-words';

test.each<[Distribution, string]>([
  [{ kind: 'fixed', minutes: 4.25 }, '4.3 min'],
  [{ kind: 'exponential', mean_minutes: 10 }, 'median 6.9 min, 9 of 10 within 23 min'],
  [
    { kind: 'empirical', quantiles_minutes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    'median 5 min, 9 of 10 within 9 min',
  ],
  [{ kind: 'empirical', quantiles_minutes: [2, 4] }, 'median 3 min, 9 of 10 within 3.8 min'],
])('a distribution is told by its median and its ninth decile', (given, text) => {
  expect(distributionText(given)).toBe(text);
});

test('a median and a ninth decile make the log-normal that has them', () => {
  const made = distributionOf(20, 45);
  expect(made.kind).toBe('lognormal');
  const { median, p90 } = spreadOfDistribution(made);
  expect(median).toBeCloseTo(20, 9);
  expect(p90).toBeCloseTo(45, 9);
  expect(distributionOf(20, null)).toEqual({ kind: 'fixed', minutes: 20 });
});

test('ways of working are told in words', () => {
  const run: Distribution = { kind: 'fixed', minutes: 45 };
  expect(serviceText({ kind: 'pipelined', per_hour: 60, dwell_minutes: 12 })).toBe(
    'up to 60 an hour, each out after 12 min',
  );
  expect(serviceText({ kind: 'batch', capacity: 24, run, start_after_minutes: 0 })).toBe(
    'up to 24 together, a run of 45 min, started as soon as a machine is free',
  );
  expect(serviceText({ kind: 'batch', capacity: 24, run, start_after_minutes: null })).toContain(
    'started only when full',
  );
});

test('days alike share their hours', () => {
  const day: [string, string][] = [['07:00', '19:00']];
  const week = { '1': day, '2': day, '3': day, '4': day, '5': day };
  expect(weekHoursText(null)).toBe('at any hour');
  expect(weekHoursText({ ...week, '6': [['08:00', '12:00']], '7': [] })).toBe(
    'Mon–Fri 07:00–19:00, Sat 08:00–12:00',
  );
  expect(weekHoursText({ ...week, '6': day, '7': day })).toBe('every day 07:00–19:00');
  expect(weekHoursText({ '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] })).toBe(
    'never',
  );
});
