import { expect, it } from 'vitest';
import { labTime } from './lab-clock';

it.each([
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', 'Sun 02:30'],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', 'Sun 02:30'],
  ['2026-01-01T03:00:00Z', 'America/St_Johns', 'Wed 23:30'],
  ['2026-01-01T00:00:00Z', 'UTC', 'Thu 00:00'],
])('%s in %s is %s', (time, zone, shown) => {
  expect(labTime(new Date(time), zone)).toBe(shown);
});
