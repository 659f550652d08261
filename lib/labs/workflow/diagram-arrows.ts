import { BEFORE, type DrawnTransition, type Place } from './diagram-places';

/** The strip an arrow runs through: above the main row, or under the main, aside or void row. */
export type Strip = 'above' | 'aside' | 'void' | 'before';

/** All that the same actions lead to one place: several states, one arrow that gathers them. */
export type Arrow = {
  id: string;
  actions: string[];
  labels: string[];
  from: string[];
  to: string;
  /** Null for a straight arrow to the next state of the main row. */
  strip: Strip | null;
};

type Places = ReadonlyMap<string, Place>;

function stripOf(places: Places, from: string, to: string): Strip | null {
  const [a, b] = [places.get(from), places.get(to)];
  const rows = [a?.row, b?.row];
  if (rows.includes('before')) return 'before';
  if (rows.includes('void')) return 'void';
  if (rows.includes('aside')) return 'aside';
  return a && b && b.column === a.column + 1 ? null : 'above';
}

/**
 * The arrows of a workflow: first the actions between the same two states on one arrow, then the
 * arrows of the same actions to the same state gathered in one. An action that stays where it is
 * has no arrow.
 */
export function arrowsOf(transitions: readonly DrawnTransition[], places: Places): Arrow[] {
  const pairs = new Map<string, { from: string; to: string; rules: DrawnTransition[] }>();
  for (const rule of transitions) {
    const { from } = rule;
    const to = rule.to ?? BEFORE;
    if (from === to || !places.has(from) || !places.has(to)) continue;
    const key = `${from}>${to}`;
    const pair = pairs.get(key) ?? { from, to, rules: [] };
    pair.rules.push(rule);
    pairs.set(key, pair);
  }
  const arrows = new Map<string, Arrow>();
  for (const { from, to, rules } of pairs.values()) {
    const strip = stripOf(places, from, to);
    const actions = rules.map(({ action }) => action);
    // A straight arrow has one state on each side.
    const id = `${actions.join('+')}${strip === null ? `:${from}` : ''}>${to}`;
    const arrow = arrows.get(id);
    if (arrow) arrow.from.push(from);
    else
      arrows.set(id, {
        id,
        actions,
        labels: rules.map(({ label }) => label),
        from: [from],
        to,
        strip,
      });
  }
  return [...arrows.values()];
}
