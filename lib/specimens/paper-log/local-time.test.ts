import { expect, test } from 'vitest';
import { localOfInstant } from './local-time';

test.each([
  ['2026-03-01T07:30:15.900Z', 'Europe/Berlin', '2026-03-01T08:30:15'],
  ['2026-07-01T22:30:00.000Z', 'Europe/Berlin', '2026-07-02T00:30:00'],
  ['2026-03-01T00:00:00.000Z', 'America/St_Johns', '2026-02-28T20:30:00'],
])('%s in %s is %s', (time, zone, local) => {
  expect(localOfInstant(time, zone)).toBe(local);
});
