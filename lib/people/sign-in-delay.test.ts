import { expect, test } from 'vitest';
import {
  delaySeconds,
  FREE_FOR_ACCOUNT,
  FREE_FOR_ADDRESS,
  LONGEST_DELAY_SECONDS,
  secondsToWait,
} from './sign-in-delay';

test.each([
  [0, 0],
  [1, 0],
  [3, 0],
  [4, 2],
  [5, 4],
  [6, 8],
  [7, 16],
  [12, 512],
  [13, 900],
  [50, 900],
  [100_000, 900],
])('after %i failures of an account the wait is %i s', (failures, seconds) => {
  expect(delaySeconds(failures, FREE_FOR_ACCOUNT)).toBe(seconds);
});

test.each([
  [20, 0],
  [21, 2],
  [23, 8],
  [60, 900],
])('after %i failures from an address the wait is %i s', (failures, seconds) => {
  expect(delaySeconds(failures, FREE_FOR_ADDRESS)).toBe(seconds);
});

test('the delay never shrinks and never exceeds a quarter of an hour', () => {
  let before = 0;
  for (let failures = 0; failures < 200; failures++) {
    const seconds = delaySeconds(failures, FREE_FOR_ACCOUNT);
    expect(seconds).toBeGreaterThanOrEqual(before);
    before = seconds;
  }
  expect(before).toBe(LONGEST_DELAY_SECONDS);
  expect(LONGEST_DELAY_SECONDS).toBe(15 * 60);
});

test('the wait runs from the last failure and is rounded up', () => {
  const last = new Date('2026-03-01T10:00:00.000Z');
  const after = (ms: number) => new Date(last.getTime() + ms);
  expect(secondsToWait(5, 3, last, after(0))).toBe(4);
  expect(secondsToWait(5, 3, last, after(100))).toBe(4);
  expect(secondsToWait(5, 3, last, after(3_001))).toBe(1);
  expect(secondsToWait(5, 3, last, after(4_000))).toBe(0);
  expect(secondsToWait(5, 3, null, after(0))).toBe(0);
});
