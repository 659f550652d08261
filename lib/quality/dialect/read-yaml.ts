import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { MAX_RULES_BYTES } from '../rule';
import type { Fault, Located, MapNode, Place } from './located';

const MAX_DEPTH = 20;
const MAX_FAULTS = 200;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What an escape in quotes can spell and a database cannot keep. */
const UNKEPT = /\u0000|[\ud800-\udfff]/u;

type Reading = { faults: Fault[]; at: (offset: number) => Place };

function fault(reading: Reading, place: Place, text: string): null {
  if (reading.faults.length < MAX_FAULTS) {
    reading.faults.push({ line: place.line, column: place.column, text });
  }
  return null;
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function offsetOf(node: unknown, otherwise: number): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return otherwise;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : otherwise;
}

function anchorOf(node: object): string | undefined {
  return 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
}

function locate(node: unknown, around: number, depth: number, reading: Reading): Located | null {
  const place = reading.at(offsetOf(node, around));
  if (depth > MAX_DEPTH)
    return fault(reading, place, `This is nested more than ${MAX_DEPTH} deep.`);
  if (isAlias(node)) {
    return fault(
      reading,
      place,
      `“*${shown(node.source)}” is an alias; write out what it stands for.`,
    );
  }
  if (typeof node === 'object' && node !== null && anchorOf(node) !== undefined) {
    fault(reading, place, `“&${shown(anchorOf(node) ?? '')}” is an anchor; rules have none.`);
  }
  if (isScalar(node)) {
    const { value } = node;
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (typeof value === 'string' && UNKEPT.test(value)) {
      // It is there all the same: nothing may say that it lacks.
      fault(
        reading,
        place,
        'This text has a character that nothing can keep: U+0000, or half of one.',
      );
    }
    const source = typeof value === 'string' ? value : (node.source ?? String(value));
    return { kind: 'scalar', value: plain ? value : null, source, ...place };
  }
  if (isSeq(node)) {
    const items: Located[] = [];
    for (const item of node.items) {
      if (isPair(item)) continue;
      const located = locate(item, offsetOf(node, around), depth + 1, reading);
      if (located) items.push(located);
    }
    return { kind: 'list', items, ...place };
  }
  if (isMap(node)) return locateMap(node.items, place, offsetOf(node, around), depth, reading);
  return { kind: 'scalar', value: null, source: '', ...place };
}

function locateMap(
  pairs: readonly unknown[],
  place: Place,
  around: number,
  depth: number,
  reading: Reading,
): MapNode {
  const entries: MapNode['entries'] = new Map();
  for (const pair of pairs) {
    if (!isPair(pair)) continue;
    const offset = offsetOf(pair.key, around);
    const key = locate(pair.key, offset, depth + 1, reading);
    if (key === null) continue;
    if (key.kind !== 'scalar' || key.value === null) {
      fault(reading, key, 'A name is expected here, before a colon.');
      continue;
    }
    const name = key.source;
    if (name === '<<') {
      fault(reading, key, '“<<” merges; write out what is meant.');
      continue;
    }
    if (name === '__proto__') {
      // No object can have it as a name of its own, so it would be dropped unseen further on.
      fault(reading, key, '“__proto__” is a name that cannot be kept.');
      continue;
    }
    const earlier = entries.get(name);
    if (earlier) {
      fault(reading, key, `“${shown(name)}” is given twice, first on line ${earlier.place.line}.`);
      continue;
    }
    const value = locate(pair.value, offset, depth + 1, reading);
    if (value) entries.set(name, { place: { line: key.line, column: key.column }, value });
  }
  return { kind: 'map', entries, ...place };
}

/** An error of the package would keep where it was made: of 250,000 that takes seconds. */
function withoutTraces<T>(read: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return read();
  } finally {
    Error.stackTraceLimit = before;
  }
}

const TOO_DEEP = 'This cannot be read as YAML: it is nested too deep.';

/**
 * Reads a text of YAML 1.2 as values that know their lines: one document, no anchors, aliases or
 * merges, no key twice. Throws nothing.
 */
export function readYaml(text: string): { root: Located | null; faults: Fault[] } {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const reading: Reading = { faults: [], at };
  const start = { line: 1, column: 1 };
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_RULES_BYTES) {
    const size = `${Math.ceil(bytes / 1024)} KiB`;
    fault(reading, start, `The rules have ${size}; ${MAX_RULES_BYTES / 1024} KiB is the most.`);
    return { root: null, faults: reading.faults };
  }
  const control = CONTROL.exec(text);
  if (control) {
    const line = text.slice(0, control.index).split('\n').length;
    const code = text.charCodeAt(control.index).toString(16).padStart(4, '0').toUpperCase();
    fault(reading, { line, column: 1 }, `There is a control character here (U+${code}).`);
    return { root: null, faults: reading.faults };
  }
  try {
    // The package compares each key with every other; a Set of ours is quicker.
    const documents = withoutTraces(() =>
      parseAllDocuments(text.replace(/^\uFEFF/, ''), {
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: false,
        strict: true,
        merge: false,
        schema: 'core',
        stringKeys: false,
      }),
    );
    const list = Array.isArray(documents) ? documents : [];
    const [document] = list;
    if (document === undefined || (document.contents === null && document.errors.length === 0)) {
      fault(reading, start, 'There are no rules: the text is empty.');
      return { root: null, faults: reading.faults };
    }
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      if (message.startsWith('Maximum call stack')) {
        return { root: null, faults: [{ ...at(pos[0]), text: TOO_DEEP }] };
      }
      fault(reading, at(pos[0]), `This cannot be read as YAML: ${message.split('\n')[0] ?? ''}`);
    }
    if (list[1]) {
      fault(
        reading,
        at(offsetOf(list[1].contents, list[1].range?.[0] ?? 0)),
        'A second document begins here; rules are one.',
      );
    }
    const root = document.errors.length > 0 ? null : locate(document.contents, 0, 0, reading);
    return { root, faults: reading.faults };
  } catch (error) {
    // The package goes down level by level, and thousands of them are too many for its stack.
    if (!(error instanceof RangeError)) throw error;
    fault(reading, start, TOO_DEEP);
    return { root: null, faults: reading.faults };
  }
}
