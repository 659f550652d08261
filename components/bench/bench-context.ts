import type { ActionResult } from '@/lib/entry/action-result';
import type { Role } from '@/lib/platform/access/roles';
import type { ActionOptions } from '@/lib/specimens/transitions/action-options';
import type { Specimen } from '@/lib/specimens/contract';

/** Takes `{specimen_id, action, …}` of a transition request. */
export type TakeAction = (labSlug: string, input: unknown) => Promise<ActionResult<Specimen>>;

/** Who works here, where, and with what; the same for every specimen of a page. */
export type Bench = {
  labSlug: string;
  timeZone: string;
  role: Role;
  /** Who signs. `demo` people sign with a word everybody knows. */
  signer: { name: string; demo: boolean };
  options: ActionOptions;
};
