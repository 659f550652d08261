/** Words and links, which no recomputation is asked for. */
const WORDS = new Set(['label', 'rows_url', 'receipt', 'definition']);

const TOLERANCE = 1e-6;

/**
 * Where an answer differs from what was recomputed: each number, truth, null and key of the answer
 * must be recomputed, and be the same (numbers within a millionth).
 */
export function differences(answered: unknown, found: unknown, path = ''): string[] {
  const say = (what: unknown) => JSON.stringify(what) ?? 'nothing';
  const unlike = [`${path}: answered ${say(answered)}, recomputed ${say(found)}`];
  if (typeof answered === 'number') {
    if (typeof found !== 'number') return unlike;
    const scale = Math.max(1, Math.abs(answered));
    return Math.abs(answered - found) <= TOLERANCE * scale ? [] : unlike;
  }
  if (Array.isArray(answered)) {
    if (!Array.isArray(found) || answered.length !== found.length) return unlike;
    return answered.flatMap((one, place) => differences(one, found[place], `${path}[${place}]`));
  }
  if (typeof answered === 'object' && answered !== null) {
    if (typeof found !== 'object' || found === null) return unlike;
    return Object.entries(answered).flatMap(([name, value]) =>
      WORDS.has(name) ? [] : differences(value, Reflect.get(found, name), `${path}.${name}`),
    );
  }
  return answered === found ? [] : unlike;
}
