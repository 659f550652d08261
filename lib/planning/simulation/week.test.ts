import { expect, test } from 'vitest';
import { OpeningHoursField } from '@/lib/labs/calendars/contract';
import { PlannedOutage } from '../model';
import { weekOf } from './week';

const hours = (given: object) => OpeningHoursField.parse(given);

test('always open, nothing changes', () => {
  expect(weekOf(null, [])).toEqual([{ minute: 0, open: true, out: 0 }]);
});

test('never open', () => {
  expect(weekOf(hours({}), [])).toEqual([{ minute: 0, open: false, out: 0 }]);
});

test('opening and closing, also beyond Sunday', () => {
  const week = weekOf(hours({ '1': [['08:00', '16:30']], '7': [['20:00', '04:00']] }), []);
  expect(week).toEqual([
    { minute: 0, open: true, out: 0 },
    { minute: 240, open: false, out: 0 },
    { minute: 480, open: true, out: 0 },
    { minute: 990, open: false, out: 0 },
    { minute: 9_840, open: true, out: 0 },
  ]);
});

test('stretches that meet are one', () => {
  const all = [['00:00', '24:00']];
  const week = weekOf(
    hours({ '1': all, '2': all, '3': all, '4': all, '5': all, '6': all, '7': all }),
    [],
  );
  expect(week).toEqual([{ minute: 0, open: true, out: 0 }]);
});

test('outages that overlap add up', () => {
  const outage = (given: object) => PlannedOutage.parse({ group: 'A', weekday: '2', ...given });
  const week = weekOf(null, [outage({}), outage({ machines: 2, from: '10:00', to: '12:00' })]);
  expect(week).toEqual([
    { minute: 0, open: true, out: 0 },
    { minute: 1_440, open: true, out: 1 },
    { minute: 2_040, open: true, out: 3 },
    { minute: 2_160, open: true, out: 1 },
    { minute: 2_880, open: true, out: 0 },
  ]);
});
