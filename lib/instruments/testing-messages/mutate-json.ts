/** Uniform in [0, 1). */
type Unit = () => number;

/** Values that are wrong in most places, and right in some. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  'HH',
  'final',
  'specimen.resulted',
  '2026-03-02T08:00:00Z',
  '2026-03-02T08:00:00',
  '0000-01-01T00:00:00Z',
  '<0.01',
  '\u0000',
  '\ud800',
  'a'.repeat(3_000),
  [],
  {},
  [[]],
];

const NAMES = [
  'type',
  'time',
  'data',
  'results',
  'specimen_id',
  'assay',
  'value',
  '__proto__',
  'x',
];

/** Text that is a little other: shorter, doubled, in capitals, with a character or a digit more. */
function altered(text: string, unit: Unit): string {
  const at = Math.floor(unit() * text.length);
  switch (Math.floor(unit() * 6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text + text;
    case 2:
      return text.toUpperCase();
    case 3:
      return `${text.slice(0, at)}ä${text.slice(at)}`;
    case 4:
      return `${text.slice(0, at)}9${text.slice(at + 1)}`;
    default:
      return ` ${text}\n`;
  }
}

/** A JSON value with one to three of its parts lost, put for others, doubled, renamed or moved. */
function mutated(value: unknown, unit: Unit): unknown {
  const below = (limit: number) => Math.floor(unit() * limit);
  const strange = () => STRANGE[below(STRANGE.length)];
  if (Array.isArray(value)) {
    const items: unknown[] = [...value];
    const at = below(items.length);
    const kind = below(6);
    if (kind === 0 || items.length === 0) items.splice(at, 1);
    else if (kind === 1) items.splice(at, 0, strange());
    else if (kind === 2) items.push(...items.slice(0, 1 + below(20)));
    else items[at] = mutated(items[at], unit);
    return items;
  }
  if (typeof value === 'string' && unit() < 0.7) return altered(value, unit);
  if (typeof value === 'number' && unit() < 0.7) return value * (unit() - 0.3);
  if (typeof value !== 'object' || value === null) return strange();
  const entries: [string, unknown][] = Object.entries(value);
  // Most of what there is to say is further in.
  const deeper = entries.filter(([, inner]) => typeof inner === 'object' && inner !== null);
  const [chosen, found] = deeper[below(deeper.length)] ?? [];
  if (chosen !== undefined && unit() < 0.8) return { ...value, [chosen]: mutated(found, unit) };
  const at = below(entries.length);
  const [name, inner] = entries[at] ?? ['', null];
  const other = NAMES[below(NAMES.length)] ?? 'x';
  const kind = below(8);
  if (kind === 0) entries.splice(at, 1);
  else if (kind === 1) entries[at] = [other, inner];
  else if (kind === 2) entries.push([other, strange()]);
  else if (kind === 3) entries[at] = [name, strange()];
  else if (kind === 4) entries[at] = [name, [inner]];
  else entries[at] = [name, mutated(inner, unit)];
  return Object.fromEntries(entries);
}

/** A JSON message that is still JSON, with some of its values wrong. The same `unit`, the same. */
export function mutateJson(original: Uint8Array, unit: Unit): Uint8Array {
  let value: unknown = JSON.parse(new TextDecoder().decode(original));
  for (let faults = 1 + Math.floor(unit() * 3); faults > 0; faults -= 1) {
    value = mutated(value, unit);
  }
  return new TextEncoder().encode(JSON.stringify(value) ?? '');
}
