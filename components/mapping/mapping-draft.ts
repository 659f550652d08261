import type { FieldError } from '@/components/ui/form-errors';
import type { MappingTable } from '@/lib/instruments/mapping/contract';
import { ALL_CODES, ASTM_PLACES, HL7_PLACES } from './mapping-words';

/** A line of a list of codes while it is edited. `id` stays with it. */
export type CodeLine = { id: number; theirs: string; ours: string };

/** A table while it is edited: all of it text, whatever is typed so far. */
export type MappingDraft = {
  /** By `hl7.specimen`, `astm.assay`, …: places in the order they are tried, with commas. */
  places: Readonly<Record<string, string>>;
  /** By `assays`, `hl7.resultStatuses`, … */
  codes: Readonly<Record<string, readonly CodeLine[]>>;
  /** By `timeZone`, `label.pattern`, …; lists with commas. */
  texts: Readonly<Record<string, string>>;
};

const listed = (items: readonly string[]) => items.join(', ');
const split = (text: string, by = /[,;\s]+/) =>
  text
    .split(by)
    .map((item) => item.trim())
    .filter((item) => item !== '');
const commas = /,/;

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What of a table stands at `hl7.specimen`. */
function at(table: MappingTable, path: string): unknown {
  let value: unknown = table;
  for (const name of path.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined;
  }
  return value;
}

const PLACE_NAMES = [
  ...HL7_PLACES.flatMap(({ places }) => places.map(({ name }) => `hl7.${name}`)),
  ...ASTM_PLACES.flatMap(({ places }) => places.map(({ name }) => `astm.${name}`)),
];

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const texts = (value: unknown) => (Array.isArray(value) ? value.map(text) : []);

let lines = 0;
/** A line nobody has typed in yet, or one for a code that was seen. */
export function newLine(theirs = '', ours = ''): CodeLine {
  lines += 1;
  return { id: lines, theirs, ours };
}

function linesOf(value: unknown): CodeLine[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([theirs, ours]) => newLine(theirs, text(ours)));
}

/** A table as it is edited. */
export function draftOf(table: MappingTable): MappingDraft {
  const { deviceStateRecord } = table.astm;
  return {
    places: Object.fromEntries(PLACE_NAMES.map((name) => [name, listed(texts(at(table, name)))])),
    codes: Object.fromEntries(ALL_CODES.map(({ name }) => [name, linesOf(at(table, name))])),
    texts: {
      timeZone: table.timeZone ?? '',
      'label.pattern': table.label.pattern ?? '',
      'label.suffixes': listed(table.label.suffixes),
      notPatient: listed(table.notPatient),
      pool: listed(table.pool),
      failure: table.failure,
      'hl7.codedValue': table.hl7.codedValue,
      'astm.deviceStateRecord.place': deviceStateRecord?.place ?? '',
      'astm.deviceStateRecord.value': deviceStateRecord?.value ?? '',
    },
  };
}

function codesOf(
  lines: readonly CodeLine[],
  { mayBeEmpty }: { mayBeEmpty: boolean },
): { codes: Record<string, Json>; twice: string[] } {
  const codes = new Map<string, Json>();
  const twice: string[] = [];
  for (const line of lines) {
    const [theirs, ours] = [line.theirs.trim(), line.ours.trim()];
    // A line that was added and never filled in says nothing.
    if (theirs === '' && ours === '') continue;
    if (codes.has(theirs)) twice.push(theirs);
    codes.set(theirs, ours === '' && mayBeEmpty ? null : ours);
  }
  return { codes: Object.fromEntries(codes), twice };
}

/** `{hl7: {specimen: …}}` of `{'hl7.specimen': …}`. */
function nested(flat: ReadonlyMap<string, Json>): Record<string, Json> {
  const whole = new Map<string, Json>();
  const inner = new Map<string, Map<string, Json>>();
  for (const [path, value] of flat) {
    const [first = '', ...rest] = path.split('.');
    if (rest.length === 0) whole.set(first, value);
    else {
      const members = inner.get(first) ?? new Map<string, Json>();
      members.set(rest.join('.'), value);
      inner.set(first, members);
    }
  }
  for (const [name, members] of inner) whole.set(name, Object.fromEntries(members));
  return Object.fromEntries(whole);
}

/** The table that a draft says, for the server to check, and what no table can hold. */
export function tableOf(draft: MappingDraft): {
  table: Record<string, Json>;
  faults: FieldError[];
} {
  const faults: FieldError[] = [];
  const flat = new Map<string, Json>();
  for (const [name, places] of Object.entries(draft.places)) flat.set(name, split(places));
  for (const { name, ours } of ALL_CODES) {
    const mayBeEmpty = ours.kind === 'code' && ours.mayBeEmpty;
    const { codes, twice } = codesOf(draft.codes[name] ?? [], { mayBeEmpty });
    flat.set(name, codes);
    for (const code of twice) {
      faults.push({ field: `${name}.${code}`, message: 'stands twice: keep one of them' });
    }
  }
  const said = (name: string) => (draft.texts[name] ?? '').trim();
  const orNull = (name: string) => (said(name) === '' ? null : said(name));
  flat.set('timeZone', orNull('timeZone'));
  flat.set('label', {
    pattern: orNull('label.pattern'),
    suffixes: split(said('label.suffixes'), commas),
  });
  flat.set('notPatient', split(said('notPatient'), commas));
  flat.set('pool', split(said('pool'), commas));
  flat.set('failure', said('failure'));
  flat.set('hl7.codedValue', said('hl7.codedValue'));
  const place = said('astm.deviceStateRecord.place');
  const value = said('astm.deviceStateRecord.value');
  flat.set('astm.deviceStateRecord', place === '' && value === '' ? null : { place, value });
  return { table: nested(flat), faults };
}

/** What of a draft is not as in another, by where it stands; order of codes does not matter. */
export function differences(draft: MappingDraft, other: MappingDraft): Set<string> {
  const names = new Set<string>();
  for (const [name, places] of Object.entries(draft.places)) {
    if (listed(split(places)) !== listed(split(other.places[name] ?? ''))) names.add(name);
  }
  for (const [name, said] of Object.entries(draft.texts)) {
    if (said.trim() !== (other.texts[name] ?? '').trim()) names.add(name);
  }
  for (const [name, codes] of Object.entries(draft.codes)) {
    const sorted = (all: readonly CodeLine[] = []) =>
      all
        .filter(({ theirs, ours }) => theirs.trim() !== '' || ours.trim() !== '')
        .map(({ theirs, ours }) => JSON.stringify([theirs.trim(), ours.trim()]))
        .sort()
        .join();
    if (sorted(codes) !== sorted(other.codes[name])) names.add(name);
  }
  return names;
}
