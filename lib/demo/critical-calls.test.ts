import { describe, expect, it } from 'vitest';
import { criticalCalls, type OpenedCritical } from './critical-calls';
import type { HistoryActor } from './history-actor';

const end = Date.parse('2026-03-02T10:00:00Z');
const person = (name: string): HistoryActor => ({
  kind: 'person',
  id: null,
  name,
  source: 'portal',
});
const staffed = { seed: 7, end, technician: person('Tess'), verifiers: [person('Sam')] };

/** One every half hour, back from two minutes ago. */
const criticals = Array.from({ length: 400 }, (_, index): OpenedCritical => ({
  id: `id-${index}`,
  testId: 't',
  analyteId: 'a',
  key: `S-${index}/K/K`,
  availableAt: end - 120_000 - index * 1_800_000,
  location: 'Ward 3',
  value: '7.1',
  unit: 'mmol/L',
}));

const without = ({ attempts, closings }: ReturnType<typeof criticalCalls>) => ({
  attempts: attempts.map(({ id: _, ...rest }) => rest),
  closings,
});

describe('the calls of generated criticals', () => {
  const calls = criticalCalls(criticals, staffed);

  it('are the same for the same seed, in whatever order they came, and others for another', () => {
    const again = criticalCalls(criticals.toReversed(), staffed);
    expect(without(again)).toEqual(without(calls));
    expect(without(criticalCalls(criticals, { ...staffed, seed: 8 }))).not.toEqual(without(calls));
  });

  it('confirm most in time, some late, and leave a few open', () => {
    const closed = new Map(calls.closings.map((one) => [one.id, one]));
    expect(criticals.length - closed.size).toBe(3);
    const confirmed = calls.closings.filter((one) => one.closedAs === 'CONFIRMED');
    const waits = confirmed.map((one) => {
      const of = criticals.find(({ id }) => id === one.id);
      return (one.closedAt.getTime() - (of?.availableAt ?? 0)) / 60_000;
    });
    const inTime = waits.filter((wait) => wait <= 30).length / criticals.length;
    expect(inTime).toBeGreaterThan(0.8);
    expect(inTime).toBeLessThan(0.98);
    for (const as of ['NOT_REQUIRED', 'CLOSED_UNREACHED'] as const) {
      expect(calls.closings.filter((one) => one.closedAs === as).length).toBeGreaterThan(0);
    }
  });

  it('lie between the result and the end, and are read back exactly when confirmed', () => {
    for (const attempt of calls.attempts) {
      const of = criticals.find(({ id }) => id === attempt.criticalId);
      expect(attempt.at.getTime()).toBeGreaterThanOrEqual(of?.availableAt ?? Infinity);
      expect(attempt.at.getTime()).toBeLessThanOrEqual(end);
      expect(attempt.readBack).toBe(attempt.outcome === 'CONFIRMED');
    }
    for (const { id, closedAs, closedAt, closeReason, escalatedTo } of calls.closings) {
      const own = calls.attempts.filter((one) => one.criticalId === id);
      if (closedAs === 'CONFIRMED') expect(own.at(-1)?.at).toEqual(closedAt);
      else expect(closeReason).not.toBeNull();
      if (closedAs === 'CLOSED_UNREACHED') {
        expect(escalatedTo).not.toBeNull();
        expect(own.some(({ outcome }) => outcome === 'UNABLE_TO_REACH')).toBe(true);
      }
    }
  });
});
