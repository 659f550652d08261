import { z } from 'zod';

/** What was handled at this bench, newest first. */
const Handled = z.array(z.object({ number: z.string(), what: z.string(), at: z.string() }));
export type Handled = z.output<typeof Handled>;

const KEPT = 12;

/** Reads what was kept; nothing where that cannot be read. */
export function parseHandled(kept: string): Handled {
  try {
    return Handled.catch([]).parse(JSON.parse(kept));
  } catch {
    return [];
  }
}

/** The list with one more at its head; a number stands in it once. */
export function withHandled(list: Handled, one: Handled[number]): Handled {
  return [one, ...list.filter(({ number }) => number !== one.number)].slice(0, KEPT);
}
