import { compilePattern } from '../kinds/pattern';
import { readBound } from '../kinds/read-bound';
import { keepsRows, MAX_KEEPING_RULES, MAX_RULES, RULE_SCHEMAS, type Rule } from '../rule';
import { convertRule, type Heard } from './convert-rule';
import { faultsOf } from './fault-words';
import { convertFlatFile, FLAT_KEYS } from './flat-file';
import { placeAt, placeOf, plainRuleOf, type Fault, type Located, type Note } from './located';
import { didYouMean } from './near-miss';
import { readYaml } from './read-yaml';

export type ParsedRules = {
  /** Those without fault, in the order of the text. */
  rules: Rule[];
  name?: string;
  description?: string;
  notes: Note[];
  /** Every one, in the order of lines; the rules hold only when there is none. */
  faults: Fault[];
};

const HEAD_KEYS = ['$schema', 'name', 'description', 'rules'] as const;
const MAX_FAULTS = 200;
/** Past so many no further pattern is compiled, which may take long: the text is refused anyway. */
const ENOUGH_FAULTS = 20;
const DAY_MS = 86_400_000;

/** What the schema cannot tell: whether a pattern is one, and a bound a time. */
function faultsInside(rule: Rule, node: Located): Fault[] {
  if (rule.type === 'format' && rule.pattern !== undefined) {
    const compiled = compilePattern(rule.pattern);
    if (typeof compiled === 'string') {
      return [{ ...placeAt(node, ['pattern']), text: `${rule.name}: pattern ${compiled}.` }];
    }
  }
  if (rule.type !== 'range') return [];
  return Object.entries(rule.columns).flatMap(([column, bounds]) => {
    const faults = (['min', 'max'] as const).flatMap((side) => {
      const bound = bounds[side];
      if (typeof bound !== 'string' || readBound(bound, 'UTC') !== null) return [];
      return {
        ...placeAt(node, ['columns', column, side]),
        text: `${rule.name}: columns.${column}.${side} must be a number or a date such as 2026-01-01.`,
      };
    });
    const { min, max } = bounds;
    if (faults.length > 0 || typeof min !== 'string' || typeof max !== 'string') return faults;
    const apart = (readBound(max, 'UTC', 'max') ?? NaN) - (readBound(min, 'UTC') ?? NaN);
    // A bound with an offset and one on the lab's clock may be a day apart.
    if (apart >= -DAY_MS) return [];
    const text = `${rule.name}: columns.${column} has a min above its max.`;
    return [{ ...placeAt(node, ['columns', column]), text }];
  });
}

function readRule(node: Located, position: number, heard: Heard): Rule | null {
  if (node.kind !== 'map') {
    heard.faults.push({
      ...placeOf(node),
      text: `Rule ${position} must be a map with name, type and what the type takes.`,
    });
    return null;
  }
  const before = heard.faults.length;
  const kind = convertRule(node, heard);
  if (kind === null) return null;
  const plain = plainRuleOf(node, kind);
  const name = node.entries.get('name')?.value;
  const called =
    name?.kind === 'scalar' && name.value !== null
      ? `“${name.source.slice(0, 60)}”`
      : `The ${kind} rule`;
  const parsed = RULE_SCHEMAS[kind].safeParse(plain);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      heard.faults.push(...faultsOf(issue, kind, called, node, plain));
    }
    return null;
  }
  if (kind === 'format' && heard.faults.length >= ENOUGH_FAULTS) return null;
  heard.faults.push(...faultsInside(parsed.data, node));
  return heard.faults.length > before ? null : parsed.data;
}

/** The rules of the text, flat settings first, and what stands beside them. */
function nodesOf(root: Located, heard: Heard): Located[] {
  if (root.kind === 'list') {
    heard.notes.push({ line: root.line, text: 'A list without “rules:” is read as the rules.' });
    return root.items;
  }
  if (root.kind === 'scalar') {
    heard.faults.push({ ...placeOf(root), text: 'Rules are expected here, under “rules:”.' });
    return [];
  }
  const nodes: Located[] = convertFlatFile(root, heard);
  const rules = root.entries.get('rules');
  if (rules?.value.kind === 'list') nodes.push(...rules.value.items);
  else if (rules) heard.faults.push({ ...rules.place, text: '“rules” must be a list of rules.' });
  for (const [key, { place }] of root.entries) {
    if (HEAD_KEYS.some((known) => known === key)) continue;
    const near = didYouMean(key, [...HEAD_KEYS, ...FLAT_KEYS]);
    heard.faults.push({
      ...place,
      text: `“${key.slice(0, 60)}” is nothing that stands beside “rules”.${near}`,
    });
  }
  if (nodes.length === 0 && !rules) {
    heard.faults.push({ ...placeOf(root), text: 'There is no “rules:” with a list of rules.' });
  } else if (nodes.length === 0 && rules?.value.kind === 'list') {
    heard.faults.push({ ...rules.place, text: '“rules” is empty.' });
  }
  return nodes;
}

const HEAD_LIMITS = { name: 120, description: 1000 } as const;

function headText(
  root: Located,
  key: keyof typeof HEAD_LIMITS,
  heard: Heard,
): Partial<Record<typeof key, string>> {
  const entry = root.kind === 'map' ? root.entries.get(key) : undefined;
  if (!entry) return {};
  const { value } = entry;
  const text = value.kind === 'scalar' && value.value !== null ? value.source.trim() : '';
  if (text !== '' && text.length <= HEAD_LIMITS[key]) return { [key]: text };
  heard.faults.push({
    ...entry.place,
    text: `${key} must be a text of at most ${HEAD_LIMITS[key]} letters.`,
  });
  return {};
}

function refuseSameNames(named: readonly { name: string; node: Located }[], heard: Heard): void {
  const first = new Map<string, number>();
  for (const { name, node } of named) {
    const earlier = first.get(name);
    const place = placeAt(node, ['name']);
    if (earlier === undefined) first.set(name, place.line);
    else {
      heard.faults.push({
        ...place,
        text: `Two rules are called “${name}”, the first on line ${earlier}.`,
      });
    }
  }
}

/**
 * Reads rules as YAML (or JSON, which is YAML) of at most 256 KiB. It throws nothing: what is wrong
 * are faults with their lines. Runs in the browser too.
 */
export function parseRules(text: string): ParsedRules {
  const { root, faults } = readYaml(text);
  const heard: Heard = { notes: [], faults };
  if (root === null) return { rules: [], ...heard };
  const nodes = nodesOf(root, heard);
  const head = { ...headText(root, 'name', heard), ...headText(root, 'description', heard) };
  if (nodes.length > MAX_RULES) {
    heard.faults.push({
      ...placeOf(nodes[MAX_RULES] ?? root),
      text: `There are ${nodes.length} rules; ${MAX_RULES} are the most.`,
    });
  }
  const read = nodes.slice(0, MAX_RULES).flatMap((node, index) => {
    const rule = readRule(node, index + 1, heard);
    return rule === null ? [] : [{ rule, name: rule.name, node }];
  });
  refuseSameNames(read, heard);
  const tooMany = read.filter(({ rule }) => keepsRows(rule))[MAX_KEEPING_RULES];
  if (tooMany) {
    heard.faults.push({
      ...placeOf(tooMany.node),
      text: `There are more than ${MAX_KEEPING_RULES} rules of kinds that keep every row (uniqueness, outlier, transition by key).`,
    });
  }
  return {
    rules: read.map(({ rule }) => rule),
    ...head,
    notes: heard.notes.toSorted((a, b) => a.line - b.line),
    faults: heard.faults
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .slice(0, MAX_FAULTS),
  };
}
