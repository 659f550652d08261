import type { ActionResult } from '@/lib/entry/action-result';
import type { Specimen } from '@/lib/specimens/contract';

/** A server action on one specimen; takes `{specimen_id, given}`. */
export type ChangeAction<T = Specimen> = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<T>>;

/** The server actions behind the menu of a specimen. */
export type ChangeActions = {
  addTests: ChangeAction;
  change: ChangeAction;
  correct: ChangeAction;
  voidIt: ChangeAction;
  makeAliquot: ChangeAction;
  makeRecollection: ChangeAction;
};
