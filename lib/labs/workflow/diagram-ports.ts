import type { Arrow } from './diagram-arrows';
import type { Place } from './diagram-places';

/** Half of a state's width that arrows may leave from, and how far apart they stand. */
const REACH = 46;
const APART = 17;

/** Where an arrow meets the states it joins, as x. */
export type Ends = { from: Map<string, number>; to: number };

type End = { arrow: Arrow; far: number; incoming: boolean };

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/** From left to right, so that arcs above a row nest instead of crossing. */
function nested(at: number, a: End, b: End): number {
  const [left, right] = [a.far < at, b.far < at];
  if (left !== right) return left ? -1 : 1;
  return b.far - a.far;
}

/**
 * Spreads the arrows over the upper and lower edges of the states they join: above the main row
 * nested, elsewhere in the order of where they lead.
 */
export function portsOf(
  arrows: readonly Arrow[],
  places: ReadonlyMap<string, Place>,
  xOf: (key: string) => number,
): Map<string, Ends> {
  const edges = new Map<string, { key: string; above: boolean; ends: End[] }>();
  const add = (key: string, above: boolean, end: End) => {
    const name = `${above ? 'top' : 'bottom'} ${key}`;
    const edge = edges.get(name) ?? { key, above, ends: [] };
    edge.ends.push(end);
    edges.set(name, edge);
  };
  for (const arrow of arrows) {
    const { strip, from, to } = arrow;
    if (strip === null) continue;
    // An arrow runs in the strip above the row of its name: what stands in that row it meets on top.
    const onTop = (key: string) => strip === 'above' || places.get(key)?.row === strip;
    add(to, onTop(to), { arrow, far: mean(from.map(xOf)), incoming: true });
    for (const key of from) add(key, onTop(key), { arrow, far: xOf(to), incoming: false });
  }
  const ports = new Map<string, Ends>();
  for (const { key, ends } of edges.values()) {
    const at = xOf(key);
    const arcs = ends[0]?.arrow.strip === 'above';
    const sorted = ends.toSorted((a, b) => (arcs ? nested(at, a, b) : a.far - b.far));
    const apart = Math.min(APART, (2 * REACH) / Math.max(sorted.length - 1, 1));
    for (const [index, { arrow, incoming }] of sorted.entries()) {
      const x = Math.round(at + (index - (sorted.length - 1) / 2) * apart);
      const known = ports.get(arrow.id) ?? { from: new Map<string, number>(), to: x };
      if (incoming) known.to = x;
      else known.from.set(key, x);
      ports.set(arrow.id, known);
    }
  }
  return ports;
}
