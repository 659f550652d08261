import { DIALECT_KINDS, type DialectKind } from '../rule';
import {
  listAt,
  mapAt,
  placeOf,
  scalarAt,
  type Fault,
  type Located,
  type MapNode,
  type Note,
} from './located';
import { didYouMean } from './near-miss';

/** What a word of another kit is here, blind to case. */
function ownWord(words: Readonly<Record<string, string>>, text: string): string | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Where notes and faults go. */
export type Heard = { notes: Note[]; faults: Fault[] };

/** What other kits call some kinds. */
const FOREIGN_KINDS: Readonly<Record<string, DialectKind>> = {
  data_type: 'data_types',
  range_check: 'range',
  custom_range: 'range',
  custom_completeness: 'completeness',
  custom_format: 'format',
};

/** Kinds of other kits that are not converted, and what does the same here. */
const HINTS: Readonly<Record<string, DialectKind>> = {
  not_null: 'completeness',
  null_check: 'completeness',
  missing: 'completeness',
  unique: 'uniqueness',
  uniqueness_check: 'uniqueness',
  duplicates: 'uniqueness',
  regex: 'format',
  regex_check: 'format',
  pattern: 'format',
  enum: 'allowed_values',
  accepted_values: 'allowed_values',
  set_check: 'allowed_values',
  between: 'range',
  schema: 'required_columns',
  referential_check: 'reference',
  foreign_key: 'reference',
  relationships: 'reference',
  anomaly: 'outlier',
};

const FOREIGN_SEVERITIES: Readonly<Record<string, string>> = {
  error: 'ERROR',
  critical: 'ERROR',
  fatal: 'ERROR',
  blocking: 'ERROR',
  high: 'ERROR',
  warning: 'WARNING',
  warn: 'WARNING',
  medium: 'WARNING',
  info: 'INFO',
  low: 'INFO',
};

const FOREIGN_TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  text: 'string',
  object: 'string',
  varchar: 'string',
  int: 'integer',
  int64: 'integer',
  float: 'number',
  float64: 'number',
  double: 'number',
  decimal: 'number',
  numeric: 'number',
  bool: 'boolean',
  timestamp: 'datetime',
  datetime64: 'datetime',
};

/** Other names of parameters, by kind; those under `any` are of all kinds. */
const FOREIGN_PARAMETERS: Readonly<
  Partial<Record<DialectKind | 'any', Readonly<Record<string, string>>>>
> = {
  any: { rule_name: 'name', target_column: 'column' },
  allowed_values: { allowed_values: 'values', value_set: 'values', accepted_values: 'values' },
  format: { regex: 'pattern' },
  range: { min_value: 'min', max_value: 'max' },
  row_count: { min_value: 'min', max_value: 'max' },
  no_future_dates: { future_date_tolerance_hours: 'tolerance_hours' },
};

const LISTED: readonly DialectKind[] = [
  'required_columns',
  'completeness',
  'uniqueness',
  'allowed_values',
  'format',
  'no_future_dates',
];
const ONE_COLUMN: readonly DialectKind[] = ['freshness', 'reference', 'outlier'];

/** A rule being converted: its parameters, renamed and put in order as it goes. */
class Conversion {
  readonly kind: DialectKind;
  #rule: MapNode;
  #heard: Heard;

  constructor(kind: DialectKind, rule: MapNode, heard: Heard) {
    this.kind = kind;
    this.#rule = rule;
    this.#heard = heard;
  }

  get(name: string): Located | undefined {
    return this.#rule.entries.get(name)?.value;
  }

  lineOf(name: string): number {
    return this.#rule.entries.get(name)?.place.line ?? this.#rule.line;
  }

  place(): Located {
    return this.#rule;
  }

  set(name: string, value: Located, at?: string): void {
    const place = this.#rule.entries.get(at ?? name)?.place ?? placeOf(value);
    this.#rule.entries.set(name, { place, value });
  }

  drop(name: string): void {
    this.#rule.entries.delete(name);
  }

  note(line: number, text: string): void {
    this.#heard.notes.push({ line, text });
  }

  /** Gives a parameter its name here; both names at once are a fault. */
  rename(foreign: string, own: string): void {
    const entry = this.#rule.entries.get(foreign);
    if (!entry) return;
    this.drop(foreign);
    const there = this.#rule.entries.get(own);
    if (there) {
      this.#heard.faults.push({
        ...entry.place,
        text: `“${foreign}” means “${own}”, which is given on line ${there.place.line} already.`,
      });
      return;
    }
    this.#rule.entries.set(own, entry);
    this.note(entry.place.line, `“${foreign}” is read as “${own}”.`);
  }
}

/** Every `columns: name` and `column: name` as the list, or the one, that the kind takes. */
function convertColumns(rule: Conversion): void {
  const { kind } = rule;
  const one = rule.get('column');
  const many = rule.get('columns');
  if (LISTED.includes(kind)) {
    if (one && !many) {
      rule.set('columns', one.kind === 'list' ? one : listAt([one], one), 'column');
      rule.drop('column');
      rule.note(rule.lineOf('columns'), '“column” is read as “columns” with one in it.');
    } else if (many?.kind === 'scalar') rule.set('columns', listAt([many], many));
    return;
  }
  const [only, ...others] = many?.kind === 'list' ? many.items : [];
  if (ONE_COLUMN.includes(kind) && !one && only && others.length === 0) {
    rule.set('column', only, 'columns');
    rule.drop('columns');
    rule.note(rule.lineOf('column'), '“columns” with one in it is read as “column”.');
  }
}

const BOUND_NAMES: readonly (readonly [string, string])[] = [
  ['min', 'min'],
  ['max', 'max'],
  ['min_value', 'min'],
  ['max_value', 'max'],
];

/** `rules:` as a map of columns under range and data_types. */
function convertRulesMap(rule: Conversion): void {
  const inner = rule.get('rules');
  if (inner?.kind !== 'map' || rule.get('columns') || rule.get('column')) return;
  rule.set('columns', inner, 'rules');
  rule.drop('rules');
  rule.note(rule.lineOf('columns'), '“rules” is read as “columns”: each with what it must be.');
}

function convertRange(rule: Conversion): void {
  const named = rule.get('column') ?? rule.get('columns');
  const bounds = (['min', 'max'] as const).flatMap((name) => {
    const value = rule.get(name);
    return value ? [[name, value] as const] : [];
  });
  if (named && named.kind !== 'map' && bounds.length > 0) {
    const names = named.kind === 'list' ? named.items : [named];
    const entries = names.flatMap((name) =>
      name.kind === 'scalar' ? [[name.source, mapAt(bounds, name)] as const] : [],
    );
    const from = rule.get('column') ? 'column' : 'columns';
    const line = rule.lineOf(from);
    rule.set('columns', mapAt(entries, named), from);
    if (from === 'column') rule.drop('column');
    for (const [name] of bounds) rule.drop(name);
    rule.note(line, `“${from}” with min and max is read as “columns” with the bounds of each.`);
  }
  const columns = rule.get('columns');
  if (columns?.kind !== 'map') return;
  for (const [, { value }] of columns.entries) {
    if (value.kind !== 'map') continue;
    for (const [foreign, own] of BOUND_NAMES) {
      const entry = value.entries.get(foreign);
      if (!entry || foreign === own || value.entries.has(own)) continue;
      value.entries.delete(foreign);
      value.entries.set(own, entry);
      rule.note(entry.place.line, `“${foreign}” is read as “${own}”.`);
    }
  }
}

function convertDataTypes(rule: Conversion): void {
  const columns = rule.get('columns');
  if (columns?.kind !== 'map') return;
  for (const [column, { place, value }] of columns.entries) {
    if (value.kind !== 'scalar') continue;
    const own = ownWord(FOREIGN_TYPES, value.source);
    if (own === undefined) continue;
    columns.entries.set(column, { place, value: scalarAt(own, value) });
    rule.note(value.line, `The type “${value.source}” is read as “${own}”.`);
  }
}

/** Written as a fraction, the kits mean either the share filled or the share that may be empty. */
function convertThreshold(rule: Conversion): void {
  const threshold = rule.get('threshold');
  if (threshold?.kind !== 'scalar' || typeof threshold.value !== 'number') return;
  const share = threshold.value;
  if (share < 0 || share > 1) return;
  const line = rule.lineOf('threshold');
  const percent = (of: number) => Math.round(of * 1e8) / 1e6;
  const filled = percent(share >= 0.5 ? share : 1 - share);
  rule.set('threshold', scalarAt(filled, threshold));
  const meant =
    share >= 0.5
      ? 'the share that must be filled'
      : `the share that may be empty: ${percent(share)}%`;
  rule.note(line, `threshold ${threshold.source} is read as ${meant}, so threshold is ${filled}%.`);
}

function convertOrder(rule: Conversion): void {
  const first = rule.get('received_column');
  const last = rule.get('processed_column');
  if (rule.get('columns')) return;
  const at = first ?? last ?? rule.place();
  const line = first ? rule.lineOf('received_column') : rule.lineOf('processed_column');
  const columns = listAt(
    [first ?? scalarAt('received_at', at), last ?? scalarAt('processed_at', at)],
    at,
  );
  rule.set('columns', columns, first ? 'received_column' : 'processed_column');
  rule.drop('received_column');
  rule.drop('processed_column');
  if (!rule.get('allow_equal')) rule.set('allow_equal', scalarAt(false, at));
  const names = columns.items.map((item) => (item.kind === 'scalar' ? item.source : '')).join(', ');
  rule.note(line, `timestamp_order is read as columns: [${names}] with allow_equal: false.`);
}

function convertMostly(rule: Conversion): void {
  const mostly = rule.get('mostly');
  if (mostly?.kind !== 'scalar' || typeof mostly.value !== 'number' || rule.get('may_fail')) return;
  if (mostly.value < 0 || mostly.value > 1) return;
  const percent = `${Math.round((1 - mostly.value) * 1e8) / 1e6}%`;
  const line = rule.lineOf('mostly');
  rule.set('may_fail', scalarAt(percent, mostly), 'mostly');
  rule.drop('mostly');
  rule.note(line, `mostly ${mostly.source} is read as may_fail: ${percent}.`);
}

function convertSeverity(rule: Conversion): void {
  const severity = rule.get('severity');
  if (severity?.kind !== 'scalar') return;
  const own = ownWord(FOREIGN_SEVERITIES, severity.source);
  if (own === undefined || own === severity.source) return;
  rule.set('severity', scalarAt(own, severity));
  rule.note(severity.line, `The severity “${severity.source}” is read as ${own}.`);
}

/** The parameters beside the rule's name, where a kit keeps them in a map of their own. */
function liftParameters(rule: MapNode, heard: Heard): void {
  for (const name of ['parameters', 'params']) {
    const inner = rule.entries.get(name);
    if (!inner) continue;
    if (inner.value.kind !== 'map') {
      const empty = inner.value.kind === 'scalar' && inner.value.value === null;
      if (empty) rule.entries.delete(name);
      else heard.faults.push({ ...inner.place, text: `“${name}” must be a map of parameters.` });
      continue;
    }
    rule.entries.delete(name);
    for (const [key, entry] of inner.value.entries) {
      const there = rule.entries.get(key);
      if (there) {
        heard.faults.push({
          ...entry.place,
          text: `“${key}” is given twice, first on line ${there.place.line}.`,
        });
      } else rule.entries.set(key, entry);
    }
    heard.notes.push({
      line: inner.place.line,
      text: `“${name}” is read as if its parameters stood beside the name.`,
    });
  }
}

/** The kind of a rule under either name, or null with a fault. */
function kindOf(rule: MapNode, heard: Heard): DialectKind | null {
  const foreign = rule.entries.get('rule_type');
  if (foreign) {
    rule.entries.delete('rule_type');
    const own = rule.entries.get('type');
    if (own) {
      heard.faults.push({
        ...foreign.place,
        text: `“rule_type” means “type”, which is given on line ${own.place.line} already.`,
      });
    } else {
      rule.entries.set('type', foreign);
      heard.notes.push({ line: foreign.place.line, text: '“rule_type” is read as “type”.' });
    }
  }
  const type = rule.entries.get('type');
  if (!type) {
    const name = rule.entries.get('name')?.value;
    const called = name?.kind === 'scalar' ? ` “${name.source.slice(0, 60)}”` : '';
    heard.faults.push({
      ...placeOf(rule),
      text: `The rule${called} has no type. The kinds are ${DIALECT_KINDS.join(', ')}.`,
    });
    return null;
  }
  const { value } = type;
  if (value.kind !== 'scalar') {
    heard.faults.push({ ...type.place, text: 'type must be the name of a kind of rule.' });
    return null;
  }
  const known = DIALECT_KINDS.find((kind) => kind === value.source);
  if (known !== undefined) return known;
  const converted = Object.hasOwn(FOREIGN_KINDS, value.source)
    ? FOREIGN_KINDS[value.source]
    : undefined;
  if (converted !== undefined) {
    rule.entries.set('type', { place: type.place, value: scalarAt(converted, value) });
    heard.notes.push({ line: value.line, text: `“${value.source}” is read as “${converted}”.` });
    return converted;
  }
  const word = value.source.toLowerCase();
  const hint = Object.hasOwn(HINTS, word) ? HINTS[word] : undefined;
  const meant =
    hint === undefined ? didYouMean(value.source, DIALECT_KINDS) : ` Did you mean “${hint}”?`;
  heard.faults.push({
    ...placeOf(value),
    text: `“${value.source.slice(0, 60)}” is no kind of rule.${meant} The kinds are ${DIALECT_KINDS.join(', ')}.`,
  });
  return null;
}

/**
 * A rule in the words of the dialect, its kind told; null where it is of no kind. What was spelled
 * as another kit does is noted. `rule` is changed.
 */
export function convertRule(rule: MapNode, heard: Heard): DialectKind | null {
  liftParameters(rule, heard);
  const kind = kindOf(rule, heard);
  if (kind === null) return null;
  const conversion = new Conversion(kind, rule, heard);
  const names = { ...FOREIGN_PARAMETERS.any, ...FOREIGN_PARAMETERS[kind] };
  for (const [foreign, own] of Object.entries(names)) conversion.rename(foreign, own);
  convertSeverity(conversion);
  convertMostly(conversion);
  convertColumns(conversion);
  if (kind === 'data_types' || kind === 'range') convertRulesMap(conversion);
  if (kind === 'range') convertRange(conversion);
  if (kind === 'data_types') convertDataTypes(conversion);
  if (kind === 'completeness') convertThreshold(conversion);
  if (kind === 'timestamp_order') convertOrder(conversion);
  if (kind === 'no_future_dates' && !conversion.get('columns')) {
    const at = conversion.place();
    const usual = ['received_at', 'processed_at'].map((name) => scalarAt(name, at));
    conversion.set('columns', listAt(usual, at));
    conversion.note(at.line, 'no_future_dates without columns is of received_at and processed_at.');
  }
  return kind;
}
