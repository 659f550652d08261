import type { Ends } from './diagram-ports';

/** An arrow of one strip: x of where it comes from and goes to, and on which side of the strip. */
export type Run = {
  id: string;
  from: { x: number; above: boolean }[];
  to: { x: number; above: boolean };
};

const xsOf = (run: Run) => [...run.from.map(({ x }) => x), run.to.x];

/** Whether an upright of `run`, whose lane is `own`, passes lane `lane`; lanes count downwards. */
function uprightsThrough(run: Run, own: number, lane: number): number[] {
  return [...run.from, run.to]
    .filter(({ above }) => (above ? lane < own : lane > own))
    .map(({ x }) => x);
}

/** How often uprights cross lanes when the runs take lanes in this order. */
export function crossings(order: readonly Run[]): number {
  let count = 0;
  for (const [lane, run] of order.entries()) {
    const [left, right] = [Math.min(...xsOf(run)), Math.max(...xsOf(run))];
    for (const [own, other] of order.entries()) {
      if (own === lane) continue;
      count += uprightsThrough(other, own, lane).filter((x) => x > left && x < right).length;
    }
  }
  return count;
}

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    const rest = [...items.slice(0, index), ...items.slice(index + 1)];
    for (const order of permutations(rest)) yield [item, ...order];
  }
}

/** All orders of more runs than this are too many to look through. */
const MOST_TRIED = 7;

/** The runs of a strip in the order of their lanes, from the top, with as few crossings as can be. */
export function inLanes(runs: readonly Run[]): Run[] {
  if (runs.length > MOST_TRIED) return [...runs];
  let best = [...runs];
  let least = crossings(best);
  for (const order of permutations(runs)) {
    const count = crossings(order);
    if (count < least) [best, least] = [order, count];
  }
  return best;
}

/** The widest stretch of a lane that no upright touches. */
export function widestGap(
  run: Run,
  lane: number,
  order: readonly Run[],
): { from: number; to: number } {
  const [left, right] = [Math.min(...xsOf(run)), Math.max(...xsOf(run))];
  const passing = order.flatMap((other, own) =>
    other === run ? xsOf(run) : uprightsThrough(other, own, lane),
  );
  const marks = [...new Set([left, right, ...passing])]
    .filter((x) => x >= left && x <= right)
    .toSorted((a, b) => a - b);
  let widest = { from: left, to: left };
  for (const [index, to] of marks.entries()) {
    const from = marks[index - 1];
    if (from !== undefined && to - from > widest.to - widest.from) widest = { from, to };
  }
  return widest;
}

/** Whether nothing of any other run of the strip comes so close to where this one ends. */
export function isAlone(run: Run, order: readonly Run[], distance: number): boolean {
  const { x } = run.to;
  return order.every(
    (other) =>
      other === run ||
      Math.max(...xsOf(other)) < x - distance ||
      Math.min(...xsOf(other)) > x + distance,
  );
}

/** The run of an arrow from its ends. */
export function runOf(id: string, ends: Ends, above: (key: string | null) => boolean): Run {
  return {
    id,
    from: [...ends.from].map(([key, x]) => ({ x, above: above(key) })),
    to: { x: ends.to, above: above(null) },
  };
}
