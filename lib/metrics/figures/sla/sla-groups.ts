import { z } from 'zod';
import { ShareAnswer } from '../../contract';
import type { GroupName } from '../../group-names';
import { share } from '../../scan/figure-of';

/** Breaches of one assay, machine or location: finished and open, beside each other. */
export const SlaGroupAnswer = z.object({
  /** Null for what has none. */
  key: z.string().nullable(),
  label: z.string(),
  /** Finished late, of those finished with a target. */
  breached: ShareAnswer,
  /** The same as a rate, 0–1. */
  rate: z.number().nullable(),
  open_overdue: z.int(),
  at_risk: z.int(),
});
export type SlaGroup = z.output<typeof SlaGroupAnswer>;

export type SlaTally = { completed: number; breached: number; overdue: number; atRisk: number };

export function emptySlaTally(): SlaTally {
  return { completed: 0, breached: 0, overdue: 0, atRisk: 0 };
}

export const countKept = (tally: SlaTally) => {
  tally.completed += 1;
};

export const countBreached = (tally: SlaTally) => {
  tally.completed += 1;
  tally.breached += 1;
};

/** A group of the answer, in the order given. */
export function slaGroup({ key, label, tally }: GroupName & { tally: SlaTally }): SlaGroup {
  const { completed, breached, overdue, atRisk } = tally;
  return {
    key,
    label,
    breached: share(breached, completed),
    rate: completed === 0 ? null : breached / completed,
    open_overdue: overdue,
    at_risk: atRisk,
  };
}
