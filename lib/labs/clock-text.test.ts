import { expect, it } from 'vitest';
import { clockTextWithZone } from './clock-text';

it.each([
  ['2026-11-21T07:30:29Z', 'Europe/Berlin', '21 Nov 2026 08:30 CET'],
  ['2026-07-01T22:05:00Z', 'Europe/Berlin', '02 Jul 2026 00:05 CEST'],
  ['2026-11-21T07:30:00Z', 'UTC', '21 Nov 2026 07:30 UTC'],
  ['2026-11-21T07:30:00Z', 'Asia/Kathmandu', '21 Nov 2026 13:15 GMT+5:45'],
])('%s in %s is %s', (at, zone, text) => {
  expect(clockTextWithZone(new Date(at), zone)).toBe(text);
});
