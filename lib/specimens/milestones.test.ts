import { describe, expect, test } from 'vitest';
import { isMilestone, mapMilestones, MILESTONES, milestonesOf, noMilestones } from './milestones';

describe('milestones', () => {
  test('stand in the order of the work', () => {
    expect(MILESTONES.join(' ')).toBe(
      'ordered collected received started resulted verified released rejected',
    );
  });

  test('are known by name only', () => {
    expect(isMilestone('released')).toBe(true);
    expect(isMilestone('failed')).toBe(false);
    expect(isMilestone('toString')).toBe(false);
  });

  test('come from the columns of a test, each from its own', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const times = milestonesOf({
      orderedAt: at(0),
      collectedAt: at(1),
      receivedAt: at(2),
      startedAt: at(3),
      resultedAt: at(4),
      verifiedAt: at(5),
      releasedAt: at(6),
      rejectedAt: at(7),
    });
    expect(MILESTONES.map((milestone) => times[milestone]?.getUTCMinutes())).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  test('change each known time and leave the unknown', () => {
    const times = { ...noMilestones(), released: new Date(0) };
    expect(mapMilestones(times, (time) => time.toISOString())).toEqual({
      ...noMilestones(),
      released: '1970-01-01T00:00:00.000Z',
    });
  });
});
