import { z } from 'zod';

export const STEP_DATA_BYTES = 65_536;
const DEEPEST = 12;

/** Whether nothing in it is deeper than that, and every number is one. */
function isPlain(value: unknown, depth = 1): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return depth < DEEPEST && Object.values(value).every((inner) => isPlain(inner, depth + 1));
}

/**
 * `fct` and the parameters of a step: a JSON object of at most 64 KB and twelve levels. `fct` is
 * what estimates find it by, so it is text of at most 200 characters.
 */
export const stepDataField = z
  .record(z.string(), z.unknown(), { error: 'must be an object' })
  .superRefine((data, context) => {
    const { fct } = data;
    const wrong = (message: string, path: string[] = []) =>
      context.addIssue({ code: 'custom', message, path });
    if (!isPlain(data)) wrong(`must have at most ${DEEPEST} levels and finite numbers`);
    else if (new TextEncoder().encode(JSON.stringify(data)).length > STEP_DATA_BYTES) {
      wrong('must have at most 64 KB as JSON');
    } else if (fct !== undefined && fct !== null && (typeof fct !== 'string' || fct.length > 200)) {
      wrong('must be text of at most 200 characters', ['fct']);
    }
  });
