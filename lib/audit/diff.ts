import type { AuditEventAnswer } from './contract';

/** One field that an event tells of. */
export type DiffRow = {
  /** Where it stands: name, or limits.low within an object. */
  path: string;
  /** As text; null where it was not there. */
  before: string | null;
  after: string | null;
  change: 'added' | 'removed' | 'changed' | 'same';
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields of a value, those of objects within it by their path; a list is one field. */
function fieldsOf(value: unknown, path: string, into: Map<string, string>): void {
  if (value === null && path === '') return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    into.set(path === '' ? 'value' : path, textOf(value));
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    fieldsOf(inner ?? null, path === '' ? name : `${path}.${name}`, into);
  }
}

function changeOf(before: string | null, after: string | null): DiffRow['change'] {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return before === after ? 'same' : 'changed';
}

/** What an event changed, field by field: what differs first, then what stayed, each as recorded. */
export function diffOf(before: unknown, after: unknown): DiffRow[] {
  const [was, is] = [new Map<string, string>(), new Map<string, string>()];
  fieldsOf(before, '', was);
  fieldsOf(after, '', is);
  const rows = [...new Set([...is.keys(), ...was.keys()])].map((path): DiffRow => {
    const pair = { before: was.get(path) ?? null, after: is.get(path) ?? null };
    return { path, ...pair, change: changeOf(pair.before, pair.after) };
  });
  return [
    ...rows.filter(({ change }) => change !== 'same'),
    ...rows.filter(({ change }) => change === 'same'),
  ];
}

const NAMES = ['name', 'code', 'email', 'file_name', 'key'] as const;

/** What the thing an event is about is called: a specimen's number, a name, else its id. */
export function thingName(event: AuditEventAnswer): string | null {
  if (event.specimen_id !== null) return event.specimen_id;
  for (const told of [event.after, event.before]) {
    if (typeof told !== 'object' || told === null || Array.isArray(told)) continue;
    const fields = new Map<string, unknown>(Object.entries(told));
    for (const name of NAMES) {
      const value = fields.get(name);
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return event.entity_id;
}
