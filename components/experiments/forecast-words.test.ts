import { expect, it } from 'vitest';
import { basisWords, noForecastWords, rangeWords } from './forecast-words';

const now = new Date('2026-03-02T10:00:00Z');
const forecast = {
  end: '2026-03-02T12:30:00.000Z',
  from: '2026-03-02T12:05:00.000Z',
  to: '2026-03-02T13:40:00.000Z',
  overrun: false,
  basis: 'plan' as const,
  based_on: 12,
};

it('tells the range by the lab’s clock, with the day where it is not today', () => {
  expect(rangeWords(forecast, 'Europe/Berlin', now)).toBe('between 13:05 and 14:40');
  const tomorrow = { ...forecast, to: '2026-03-03T01:00:00.000Z' };
  expect(rangeWords(tomorrow, 'Europe/Berlin', now)).toBe('between 13:05 and 03 Mar 02:00');
  const sure = { ...forecast, from: forecast.end, to: forecast.end };
  expect(rangeWords(sure, 'Europe/Berlin', now)).toBe('at 13:30');
  const late = { ...forecast, overrun: true };
  expect(rangeWords(late, 'Europe/Berlin', now)).toMatch(/^or later/);
});

it('says what it is made from, or why there is none', () => {
  expect(basisWords(forecast)).toBe('by its plan of 12 steps');
  expect(basisWords({ ...forecast, basis: 'history', based_on: 1 })).toBe(
    'by 1 earlier experiment of this version',
  );
  expect(noForecastWords({ reason: 'no_history', name: 'spin', steps: 1 })).toContain('“spin” was');
  expect(noForecastWords({ reason: 'no_history', name: 'spin', steps: 3 })).toContain('2 more');
  expect(noForecastWords({ reason: 'nothing_to_go_by' })).toContain('no plan');
  expect(noForecastWords({ reason: 'too_long' })).toContain('too many steps');
});
