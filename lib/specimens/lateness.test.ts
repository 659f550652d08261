import { describe, expect, test } from 'vitest';
import { isLate, minutesBetween } from './lateness';

const due = new Date('2026-03-01T12:00:00Z');
const before = new Date('2026-03-01T11:59:59.999Z');
const after = new Date('2026-03-01T12:00:00.001Z');
const open = { dueAt: due, endedAt: null, kind: 'open', voidedAt: null } as const;
const done = { ...open, kind: 'done' } as const;

describe('late', () => {
  test.each([
    ['open, before it is due', open, before, false],
    ['open, on the moment', open, due, false],
    ['open, past due', open, after, true],
    ['released in time', { ...done, endedAt: before }, after, false],
    ['released on the moment', { ...done, endedAt: due }, after, false],
    ['released late', { ...done, endedAt: after }, after, true],
    ['released late, then invalidated', { ...done, endedAt: after, kind: 'void' }, after, true],
    ['amended after it was released in time', { ...open, endedAt: before }, after, false],
    ['rejected', { ...open, kind: 'void' }, after, false],
    ['done, but nobody knows when', done, after, false],
    ['without a target', { ...open, dueAt: null }, after, false],
    ['voided', { ...open, voidedAt: before }, after, false],
  ] as const)('%s', (_name, given, now, expected) => {
    expect(isLate(given, now)).toBe(expected);
  });

  test('a turnaround of nothing is not late, even against a target of nothing', () => {
    expect(isLate({ ...done, dueAt: due, endedAt: due }, after)).toBe(false);
    expect(minutesBetween(due, due)).toBe(0);
  });
});

describe('minutes between', () => {
  test('keep the millisecond, and the sign', () => {
    expect(minutesBetween(due, after)).toBeCloseTo(1 / 60_000, 12);
    expect(minutesBetween(after, before)).toBeLessThan(0);
    expect(minutesBetween(null, after)).toBeNull();
    expect(minutesBetween(due, null)).toBeNull();
  });
});
