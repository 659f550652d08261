import { expect, test } from 'vitest';
import { dueAt } from './due-at';
import type { TargetRow } from './target';

const target: TargetRow = {
  id: 'a',
  assayId: null,
  priority: null,
  locationId: null,
  segment: 'receive_to_release',
  minutes: 240,
  time: 'clock',
  effectiveFrom: 0,
  effectiveTo: null,
};
const workdays = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, hours()]));
const calendars = [{ effectiveFrom: '1900-01-01', openingHours: workdays, holidays: [] }];
// A Friday, 15:00 in Berlin.
const friday = Date.parse('2026-03-06T14:00:00Z');

function hours(): [string, string][] {
  return [['08:00', '16:00']];
}

test.each([
  ['by the clock', target, '2026-03-06T18:00:00.000Z'],
  ['in opening hours', { ...target, time: 'working' as const }, '2026-03-09T10:00:00.000Z'],
])('due %s', (_name, given, expected) => {
  expect(dueAt(given, friday, calendars, 'Europe/Berlin')?.toISOString()).toBe(expected);
});

test('nothing is due without a target, or in a lab that never opens', () => {
  expect(dueAt(null, friday, calendars, 'Europe/Berlin')).toBeNull();
  const closed = [{ effectiveFrom: '1900-01-01', openingHours: {}, holidays: [] }];
  expect(dueAt({ ...target, time: 'working' }, friday, closed, 'Europe/Berlin')).toBeNull();
});
