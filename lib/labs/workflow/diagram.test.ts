import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { type DiagramState, layOutWorkflow } from './diagram';
import { arrowsOf } from './diagram-arrows';
import { crossings, inLanes, type Run, widestGap } from './diagram-lanes';
import { roundedPath } from './diagram-path';
import { type DrawnState, type DrawnTransition, placeStates } from './diagram-places';

const TRANSITIONS: DrawnTransition[] = DEFAULT_TRANSITIONS.map((row) => ({
  action: row.action,
  label: row.label,
  from: row.fromState,
  to: row.toState,
}));

const diagram = layOutWorkflow(DEFAULT_STATES, TRANSITIONS);

function drawn(key: string): DiagramState {
  const state = diagram.states.find((candidate) => candidate.key === key);
  if (!state) throw new Error(`${key} is not drawn`);
  return state;
}

function arrow(action: string, to: string) {
  return diagram.arrows.filter((one) => one.actions.includes(action) && one.to === to);
}

describe('the usual workflow', () => {
  it('has the way of a test in one row, from left to right by rank', () => {
    const way = ['expected', 'received', 'in_process', 'submitted', 'verified', 'published'];
    const states = way.map(drawn);
    expect(new Set(states.map(({ y }) => y)).size).toBe(1);
    expect(states.map(({ x }) => x)).toEqual(states.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(states.every(({ row }) => row === 'main')).toBe(true);
  });

  it('has error below, between its neighbours, and void states at the bottom', () => {
    const error = drawn('error');
    expect(error.row).toBe('aside');
    expect(error.y).toBeGreaterThan(drawn('in_process').y);
    expect(error.x).toBeGreaterThan(drawn('in_process').x);
    expect(error.x).toBeLessThan(drawn('submitted').x);
    for (const key of ['rejected', 'cancelled', 'invalidated']) {
      expect(drawn(key).row).toBe('void');
      expect(drawn(key).y).toBeGreaterThan(error.y);
    }
  });

  it('gathers an action from several states into one arrow', () => {
    const [reject, ...more] = arrow('reject', 'rejected');
    expect(more).toEqual([]);
    expect(reject?.from).toEqual(['expected', 'received', 'in_process', 'error', 'submitted']);
    expect(reject?.paths).toHaveLength(5);
  });

  it('draws a step to the next state straight, and what skips or returns over the row', () => {
    expect(arrow('verify', 'verified')).toMatchObject([{ tip: { points: 'right' } }]);
    expect(arrow('submit', 'submitted').map(({ from }) => from)).toEqual([
      ['received'],
      ['in_process'],
    ]);
    for (const { label } of arrow('amend', 'in_process')) {
      expect(label.y).toBeLessThan(drawn('published').y);
    }
  });

  it('leads reinstating to the state before, which is none of the states', () => {
    expect(diagram.arrows.filter(({ to }) => to === null)).toMatchObject([
      { actions: ['reinstate'], from: ['cancelled', 'rejected'] },
    ]);
    expect(diagram.before?.y).toBeGreaterThan(drawn('cancelled').y);
  });

  it('names an arrow on its upright where its lane is too short for a name', () => {
    const [invalidate] = arrow('invalidate', 'invalidated');
    expect(invalidate?.label.x).toBe(invalidate?.tip.x);
    expect(invalidate?.label.width).toBeGreaterThan(100);
  });

  it('draws every transition', () => {
    const shown = diagram.arrows.flatMap(({ actions, from, to }) =>
      actions.flatMap((action) => from.map((state) => `${action} ${state} ${to}`)),
    );
    const rows = TRANSITIONS.map(({ action, from, to }) => `${action} ${from} ${to}`);
    expect(shown.toSorted()).toEqual(rows.toSorted());
  });
});

test('several actions between two states share an arrow', () => {
  const states: DrawnState[] = [
    { key: 'a', label: 'A', kind: 'open', milestone: 'ordered' },
    { key: 'b', label: 'B', kind: 'done', milestone: 'released' },
  ];
  const transitions = [
    { action: 'go', label: 'Go', from: 'a', to: 'b' },
    { action: 'jump', label: 'Jump', from: 'a', to: 'b' },
    { action: 'stay', label: 'Stay', from: 'a', to: 'a' },
    { action: 'leave', label: 'Leave', from: 'a', to: 'nowhere' },
  ];
  expect(arrowsOf(transitions, placeStates(states, transitions))).toMatchObject([
    { actions: ['go', 'jump'], labels: ['Go', 'Jump'], from: ['a'], to: 'b', strip: null },
  ]);
});

test('lanes are ordered so that nothing crosses that need not', () => {
  const up = (x: number) => ({ x, above: true });
  const down = (x: number) => ({ x, above: false });
  const near: Run = { id: 'near', from: [up(100)], to: down(200) };
  const far: Run = { id: 'far', from: [up(0)], to: down(150) };
  expect(crossings([near, far])).toBe(0);
  expect(crossings([far, near])).toBe(2);
  expect(inLanes([far, near]).map(({ id }) => id)).toEqual(['near', 'far']);
  expect(inLanes([])).toEqual([]);
  // Of far's lane, 0 to 150: nothing stands in it, for near stays above.
  expect(widestGap(far, 1, [near, far])).toEqual({ from: 0, to: 150 });
  expect(widestGap(far, 0, [far, near])).toEqual({ from: 0, to: 100 });
});

test('a path has round corners, and points on one another are one', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 0, y: 100 },
    { x: 100, y: 100 },
  ];
  expect(roundedPath(corner)).toBe('M0 0L0 91Q0 100 9 100L100 100');
  expect(roundedPath([...corner, { x: 100, y: 100.4 }])).toBe('M0 0L0 91Q0 100 9 100L100 100');
});

const anyWorkflow = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 9 })
  .chain((keys) =>
    fc.record({
      states: fc.tuple(
        ...keys.map((key) =>
          fc.record({
            key: fc.constant(key),
            label: fc.string({ maxLength: 60 }),
            kind: fc.constantFrom('open' as const, 'done' as const, 'void' as const),
            milestone: fc.constantFrom(null, 'received'),
          }),
        ),
      ),
      transitions: fc.array(
        fc.record({
          action: fc.constantFrom('go', 'jump', 'stop'),
          label: fc.constant('Go'),
          from: fc.constantFrom(...keys),
          to: fc.constantFrom(null, ...keys),
        }),
        { maxLength: 14 },
      ),
    }),
  );

describe('whatever a lab’s workflow is', () => {
  it('no two states lie on one another, and everything is in the frame', () => {
    fc.assert(
      fc.property(anyWorkflow, ({ states, transitions }) => {
        const made = layOutWorkflow(states, transitions);
        const boxes = [...made.states, ...(made.before ? [made.before] : [])];
        expect(made.states).toHaveLength(states.length);
        for (const [index, a] of boxes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(made.width);
          expect(a.y).toBeGreaterThanOrEqual(0);
          expect(a.y + a.height).toBeLessThanOrEqual(made.height);
          for (const b of boxes.slice(index + 1)) {
            const apart =
              a.x + a.width <= b.x ||
              b.x + b.width <= a.x ||
              a.y + a.height <= b.y ||
              b.y + b.height <= a.y;
            expect(apart, 'two states apart').toBe(true);
          }
        }
        for (const { label, tip } of made.arrows) {
          for (const { x, y } of [label, tip]) {
            expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
            expect(y).toBeGreaterThan(0);
            expect(y).toBeLessThan(made.height);
          }
        }
        expect(layOutWorkflow(states, transitions)).toEqual(made);
      }),
      { numRuns: 150 },
    );
  });
});
