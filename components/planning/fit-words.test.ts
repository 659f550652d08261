import { expect, test } from 'vitest';
import type { Distribution } from '@/lib/planning/model';
import {
  distributionOf,
  distributionText,
  serviceText,
  shortHours,
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

test('a week that is hardly ever closed is told by when it is', () => {
  const whole: [string, string][] = [['00:00', '24:00']];
  const always = { '1': whole, '2': whole, '3': whole, '4': whole, '5': whole, '6': whole };
  expect(weekHoursText({ ...always, '7': whole })).toBe('at any hour');
  const gap: [string, string][] = [
    ['00:00', '03:00'],
    ['07:00', '24:00'],
  ];
  expect(weekHoursText({ ...always, '3': gap, '5': gap, '7': whole })).toBe(
    'at any hour but Wed 03:00–07:00 and Fri 03:00–07:00',
  );
  expect(weekHoursText({ ...always, '3': gap, '7': [['00:00', '20:00']] })).toBe(
    'at any hour but Wed 03:00–07:00 and Sun 20:00–24:00',
  );
  expect(weekHoursText({ ...always, '3': [], '4': [['06:00', '24:00']], '7': whole })).toBe(
    'at any hour but Wed 00:00–Thu 06:00',
  );
  // A night that ends on Monday.
  expect(
    weekHoursText({
      ...always,
      '1': [['05:00', '24:00']],
      '3': gap,
      '7': [
        ['00:00', '02:00'],
        ['20:00', '05:00'],
      ],
    }),
  ).toBe('at any hour but Wed 03:00–07:00 and Sun 02:00–20:00');
});

test('hours that nobody reads at a glance are summed up', () => {
  const on = (from: string): [string, string][] => [[from, '19:00']];
  const week = {
    '1': on('07:00'),
    '2': on('08:00'),
    '3': on('09:00'),
    '4': on('07:30'),
    '5': on('06:00'),
    '6': on('11:00'),
    '7': [],
  };
  expect(shortHours(week)).toEqual({ text: '65.5 h a week, on 6 days', all: weekHoursText(week) });
  expect(shortHours({ ...week, '1': [], '2': [], '3': [] })).toHaveProperty('all', null);
});
