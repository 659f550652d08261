import type { DialectKind } from '../rule';

/** Where something stands in the text, from 1. */
export type Place = { line: number; column: number };

/** A spelling of another kit, and how it was read. */
export type Note = { line: number; text: string };
export type Fault = Place & { text: string };

export type ScalarNode = Place & {
  kind: 'scalar';
  value: string | number | boolean | null;
  /** As it is written, without quotes: 007 where the value is 7. */
  source: string;
};
export type ListNode = Place & { kind: 'list'; items: Located[] };
export type MapNode = Place & {
  kind: 'map';
  entries: Map<string, { place: Place; value: Located }>;
};
/** A value of the text that knows where it stands. */
export type Located = ScalarNode | ListNode | MapNode;

export function placeOf({ line, column }: Place): Place {
  return { line, column };
}

export function scalarAt(value: string | number | boolean, place: Place): ScalarNode {
  return { kind: 'scalar', value, source: String(value), ...placeOf(place) };
}

export function listAt(items: Located[], place: Place): ListNode {
  return { kind: 'list', items, ...placeOf(place) };
}

export function mapAt(entries: readonly (readonly [string, Located])[], place: Place): MapNode {
  return {
    kind: 'map',
    entries: new Map(entries.map(([key, value]) => [key, { place: placeOf(value), value }])),
    ...placeOf(place),
  };
}

type Path = readonly PropertyKey[];

/** The place of what a path leads to, or of the last thing on it that is there. */
export function placeAt(root: Located, path: Path): Place {
  let place = placeOf(root);
  let node: Located | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') {
      const entry: { place: Place; value: Located } | undefined = node.entries.get(String(step));
      if (!entry) break;
      // A list or map begins on a line of its own; what is wrong with it is best shown at its name.
      place = entry.value.kind === 'scalar' ? placeOf(entry.value) : entry.place;
      node = entry.value;
    } else if (node?.kind === 'list') {
      node = node.items[Number(step)];
      if (!node) break;
      place = placeOf(node);
    } else break;
  }
  return place;
}

/** The place of a key in the map that a path leads to. */
export function keyPlaceAt(root: Located, path: Path, key: string): Place {
  let node: Located | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else node = undefined;
  }
  const entry = node?.kind === 'map' ? node.entries.get(key) : undefined;
  return entry?.place ?? placeAt(root, path);
}

/** A plain value. Untyped, numbers and true/false are the text they were written as: 007 stays so. */
export function plainOf(node: Located, typed: boolean): unknown {
  if (node.kind === 'list') return node.items.map((item) => plainOf(item, typed));
  if (node.kind === 'map') return plainMapOf(node, () => typed);
  const asWritten = !typed && node.value !== null && typeof node.value !== 'string';
  return asWritten ? node.source : node.value;
}

function plainMapOf(node: MapNode, typed: (key: string) => boolean): Record<string, unknown> {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, { value }] of node.entries) plain[key] = plainOf(value, typed(key));
  return plain;
}

/** Parameters that are numbers, true or false; the others are texts even where they look so. */
const TYPED = new Set([
  'may_fail',
  'threshold',
  'ignore_case',
  'if_present',
  'allow_equal',
  'within_hours',
  'tolerance_hours',
  'max_age_hours',
  'min',
  'max',
  'limit',
  'min_values',
]);
const TYPED_CONDITIONS = new Set(['filled', 'min', 'max']);

/** A rule as its schema takes it. */
export function plainRuleOf(rule: MapNode, kind: DialectKind): Record<string, unknown> {
  const plain = plainMapOf(
    rule,
    (key) => TYPED.has(key) || (key === 'columns' && kind === 'range'),
  );
  const filter = rule.entries.get('filter')?.value;
  if (filter?.kind === 'map') {
    const conditions: Record<string, unknown> = Object.create(null);
    for (const [column, { value }] of filter.entries) {
      conditions[column] =
        value.kind === 'map'
          ? plainMapOf(value, (key) => TYPED_CONDITIONS.has(key))
          : plainOf(value, false);
    }
    plain.filter = conditions;
  }
  return plain;
}
