import { z } from 'zod';

/**
 * What a state means for uptime. `limited` is up, shown as limited. `continues_*` goes on with a
 * stop that is open, else is idle or planned. `transient` is up for the table's minutes; longer
 * makes the whole of it unplanned. `unchanged` says nothing new.
 */
export const STATE_MEANINGS = [
  'up',
  'limited',
  'idle',
  'unplanned',
  'planned',
  'continues_else_idle',
  'continues_else_planned',
  'transient',
  'unknown',
  'unchanged',
] as const;
export type StateMeaning = (typeof STATE_MEANINGS)[number];

/** HL7 table 0365 as laboratories mostly mean it; any other code is unknown. */
export const DEFAULT_MEANINGS: Readonly<Record<string, StateMeaning>> = {
  OP: 'up',
  LT: 'limited',
  ID: 'idle',
  RS: 'idle',
  ES: 'unplanned',
  FL: 'unplanned',
  PU: 'continues_else_planned',
  IN: 'continues_else_planned',
  CO: 'continues_else_planned',
  SD: 'continues_else_planned',
  DI: 'continues_else_planned',
  MA: 'continues_else_planned',
  CL: 'continues_else_idle',
  PA: 'transient',
  PD: 'transient',
  SS: 'transient',
  TS: 'transient',
  UNK: 'unknown',
  '...': 'unchanged',
};

const DEFAULT_TRANSIENT_MINUTES = 10;

export const stateCodeField = z
  .string()
  .trim()
  .toUpperCase()
  .min(1, 'must name a state')
  .max(20, 'is too long: 20 characters at most');

/** A lab's own table: what it says of codes, in capitals, and how long a transient state is up. */
export const StateTable = z.object({
  meanings: z
    .record(stateCodeField, z.enum(STATE_MEANINGS))
    .refine((all) => Object.keys(all).length <= 100, 'has too many states: 100 at most')
    .default(DEFAULT_MEANINGS),
  transientMinutes: z.number().int().min(0).max(1440).default(DEFAULT_TRANSIENT_MINUTES),
});
export type StateTable = z.output<typeof StateTable>;

export const DEFAULT_STATE_TABLE: StateTable = {
  meanings: DEFAULT_MEANINGS,
  transientMinutes: DEFAULT_TRANSIENT_MINUTES,
};

/** A code as the table names it, whatever the device's spelling. */
export const stateKey = (code: string) => code.trim().toUpperCase();

/** What a code means; null is no statement at all, and what the table does not name is unknown. */
export function meaningOf(table: StateTable, code: string | null): StateMeaning {
  if (code === null) return 'unknown';
  const key = stateKey(code);
  return Object.hasOwn(table.meanings, key) ? (table.meanings[key] ?? 'unknown') : 'unknown';
}

/** The codes that end a stop: up without a limit, or idle (by default OP, ID and RS). */
export function endingCodes(table: StateTable): string[] {
  return Object.entries(table.meanings).flatMap(([code, meaning]) =>
    meaning === 'up' || meaning === 'idle' ? [code] : [],
  );
}
