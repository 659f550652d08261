import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { foldHistory, type HistoryRow } from './fold-history';
import { KEEP_FIRST_TIME, noMilestones } from './milestones';

const stampedBy = new Map(DEFAULT_STATES.map(({ key, milestone }) => [key, milestone]));
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute));
const iso = (minute: number) => at(minute).toISOString();

type Short = Partial<HistoryRow> & { action: string };

function history(...rows: Short[]): HistoryRow[] {
  return rows.map((row, index) => ({
    sequence: index + 1,
    testId: 'a',
    toState: null,
    occurredAt: at(index),
    stamps: null,
    ...row,
  }));
}

const folded = (...rows: Short[]) => foldHistory(history(...rows), stampedBy).get('a');

describe('folding a history', () => {
  test('the straight way stamps each milestone when its state is entered', () => {
    const test = folded(
      { action: 'create', toState: 'expected', stamps: { ordered: iso(0) } },
      { action: 'receive', toState: 'received' },
      { action: 'start', toState: 'in_process' },
      { action: 'submit', toState: 'submitted' },
      { action: 'verify', toState: 'verified' },
      { action: 'publish', toState: 'published' },
    );
    expect(test).toEqual({
      state: 'published',
      failedAt: null,
      milestones: {
        ...noMilestones(),
        ordered: at(0),
        received: at(1),
        started: at(2),
        resulted: at(3),
        verified: at(4),
        released: at(5),
      },
    });
  });

  test('an import says which times it has; its state stamps none', () => {
    const test = folded({
      action: 'import',
      toState: 'published',
      stamps: { received: iso(3), released: iso(40) },
    });
    expect(test?.state).toBe('published');
    expect(test?.milestones).toEqual({ ...noMilestones(), received: at(3), released: at(40) });
  });

  test('an import that only adds a time leaves the state', () => {
    const test = folded(
      { action: 'import', toState: 'received', stamps: { received: iso(1) } },
      { action: 'import', stamps: { ordered: iso(0), failed: iso(5) } },
    );
    expect(test?.state).toBe('received');
    expect(test?.milestones.ordered).toEqual(at(0));
    expect(test?.failedAt).toEqual(at(5));
  });

  test('a retract clears resulted and verified; started keeps its first time', () => {
    const test = folded(
      { action: 'create', toState: 'received', stamps: { received: iso(0) } },
      { action: 'start', toState: 'in_process' },
      { action: 'submit', toState: 'submitted' },
      { action: 'verify', toState: 'verified' },
      { action: 'retract', toState: 'in_process' },
    );
    expect(test?.state).toBe('in_process');
    expect(test?.milestones).toEqual({ ...noMilestones(), received: at(0), started: at(1) });
  });

  test('an amended report keeps the times it was released with', () => {
    const released = [
      { action: 'create', toState: 'received', stamps: { received: iso(0) } },
      { action: 'submit', toState: 'submitted' },
      { action: 'verify', toState: 'verified' },
      { action: 'publish', toState: 'published' },
    ];
    const amended = [...released, { action: 'amend', toState: 'in_process' }];
    const again = [
      ...amended,
      { action: 'submit', toState: 'submitted' },
      { action: 'retract', toState: 'in_process' },
      ...released.slice(1),
    ];
    for (const rows of [released, amended, again, [...amended, { action: 'fail' }]]) {
      expect(folded(...rows)?.milestones).toEqual({
        ...noMilestones(),
        received: at(0),
        resulted: at(1),
        verified: at(2),
        released: at(3),
      });
    }
    const rejected = folded(...amended, { action: 'reject', toState: 'rejected' });
    expect(rejected?.milestones).toMatchObject({ released: at(3), rejected: at(5) });
  });

  test('an add-on is received when it is asked for, not when the tube came', () => {
    const test = folded(
      { action: 'create', toState: 'expected', stamps: { ordered: iso(30) } },
      { action: 'receive', toState: 'received', occurredAt: at(5) },
    );
    expect(test?.milestones.received).toEqual(at(30));
  });

  test('a correction sets a time and can take one away', () => {
    const test = folded(
      { action: 'import', toState: 'published', stamps: { received: iso(1), verified: iso(2) } },
      { action: 'correct', stamps: { received: iso(9), verified: null } },
    );
    expect(test?.milestones).toEqual({ ...noMilestones(), received: at(9) });
    expect(test?.state).toBe('published');
  });

  test('fail keeps the end of the attempt, reinstate stamps nothing', () => {
    const test = folded(
      { action: 'create', toState: 'received', stamps: { received: iso(0) } },
      { action: 'fail', toState: 'error' },
      { action: 'cancel', toState: 'cancelled' },
      { action: 'reinstate', toState: 'error' },
    );
    expect(test?.state).toBe('error');
    expect(test?.failedAt).toEqual(at(1));
  });

  test('collection is the specimen’s: a row of one test gives it to all', () => {
    const tests = foldHistory(
      history(
        { action: 'import', testId: 'a', toState: 'received' },
        { action: 'import', testId: 'b', toState: 'received', stamps: { collected: iso(7) } },
      ),
      stampedBy,
    );
    expect(tests.get('a')?.milestones.collected).toEqual(at(7));
    expect(tests.get('b')?.milestones.collected).toEqual(at(7));
  });

  test('what is not a time, and unknown names, count for nothing', () => {
    const test = folded({
      action: 'import',
      toState: 'received',
      stamps: { received: 7, x: iso(1) },
    });
    expect(test?.milestones).toEqual(noMilestones());
    expect(
      foldHistory(history({ action: 'import', stamps: 'no' }), stampedBy).get('a')?.state,
    ).toBe(null);
  });

  /** A walk of allowed transitions from received, drawn by numbers. */
  function walk(choices: number[]): Short[] {
    let state = 'received';
    const rows: Short[] = [{ action: 'create', toState: state, stamps: { received: iso(0) } }];
    for (const choice of choices) {
      const open = DEFAULT_TRANSITIONS.filter(
        (rule) => rule.fromState === state && rule.toState !== null,
      );
      const taken = open[choice % Math.max(1, open.length)];
      if (!taken?.toState) break;
      state = taken.toState;
      rows.push({ action: taken.action, toState: state });
    }
    return rows;
  }

  test('ends in the state of the last row; first times never move; row order is by sequence', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 25 }), (choices) => {
        const rows = history(...walk(choices));
        const whole = foldHistory(rows, stampedBy).get('a');
        expect(whole?.state).toBe(rows.at(-1)?.toState);
        expect(foldHistory(rows.toReversed(), stampedBy).get('a')).toEqual(whole);
        for (let length = 1; length < rows.length; length += 1) {
          const part = foldHistory(rows.slice(0, length), stampedBy).get('a');
          for (const milestone of KEEP_FIRST_TIME) {
            const first = part?.milestones[milestone];
            if (first) expect(whole?.milestones[milestone]).toEqual(first);
          }
        }
      }),
    );
  });
});
