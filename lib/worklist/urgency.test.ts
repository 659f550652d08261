import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atRiskFrom, minutesLeft, urgencyOf } from './urgency';

const at = (clock: string | null) => (clock === null ? null : new Date(`2026-03-02T${clock}Z`));

describe('urgencyOf', () => {
  // 100 minutes from 08:00 to 09:40: at risk from 09:20 on.
  it.each([
    ['just begun', '08:00:00.000', '09:40:00.000', '08:00:00.000', 'in_time'],
    ['a moment before 80 %', '08:00:00.000', '09:40:00.000', '09:19:59.999', 'in_time'],
    ['at 80 %', '08:00:00.000', '09:40:00.000', '09:20:00.000', 'at_risk'],
    ['on the moment it is due', '08:00:00.000', '09:40:00.000', '09:40:00.000', 'at_risk'],
    ['a moment later', '08:00:00.000', '09:40:00.000', '09:40:00.001', 'overdue'],
    ['without a start', null, '09:40:00.000', '09:39:00.000', 'in_time'],
    ['without a start, past due', null, '09:40:00.000', '09:41:00.000', 'overdue'],
    ['without a target', '08:00:00.000', null, '23:00:00.000', 'no_due'],
    ['due the moment it began', '08:00:00.000', '08:00:00.000', '08:00:00.000', 'at_risk'],
    ['of an odd number of milliseconds', '08:00:00.000', '08:00:00.001', '08:00:00.000', 'in_time'],
  ])('%s', (_, startAt, dueAt, now, expected) => {
    const test = { startAt: at(startAt), dueAt: at(dueAt), endedAt: null };
    expect(urgencyOf(test, new Date(`2026-03-02T${now}Z`))).toBe(expected);
  });

  it('runs against nothing once the timed segment has ended', () => {
    const ended = { startAt: at('08:00:00'), dueAt: at('09:00:00'), endedAt: at('08:50:00') };
    expect(urgencyOf(ended, new Date('2026-03-02T12:00:00Z'))).toBe('no_due');
    expect(minutesLeft(ended, new Date('2026-03-02T12:00:00Z'))).toBeNull();
  });

  it('only ever gets more urgent, and is at risk exactly from atRiskFrom on', () => {
    const rank = { in_time: 0, at_risk: 1, overdue: 2, no_due: -1 };
    const time = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(time, time, time, time, (start, length, first, step) => {
        const test = { startAt: new Date(start), dueAt: new Date(start + length), endedAt: null };
        const [now, later] = [new Date(first), new Date(first + step)];
        expect(rank[urgencyOf(test, later)]).toBeGreaterThanOrEqual(rank[urgencyOf(test, now)]);
        const from = atRiskFrom(test);
        expect(from !== null && now >= from && now.getTime() <= start + length).toBe(
          urgencyOf(test, now) === 'at_risk',
        );
      }),
    );
  });
});

describe('minutesLeft', () => {
  it('counts down through zero', () => {
    const test = { dueAt: at('09:00:00'), endedAt: null };
    expect(minutesLeft(test, new Date('2026-03-02T08:30:00Z'))).toBe(30);
    expect(minutesLeft(test, new Date('2026-03-02T09:00:30Z'))).toBe(-0.5);
    expect(minutesLeft({ dueAt: null, endedAt: null }, new Date())).toBeNull();
  });
});
