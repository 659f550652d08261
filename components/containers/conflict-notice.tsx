import { ConflictButtons } from '@/components/deck/conflict-buttons';
import { conflictText } from '@/components/deck/deck-words';
import { Alert } from '@/components/ui/alert';
import { LabTime } from '@/components/ui/lab-time';
import type { ActionResult } from '@/lib/entry/action-result';
import type { PlacementConflict } from '@/lib/containers/contract';
import type { DeckConflict } from '@/lib/containers/deck/deck';

type EndConflict = (labSlug: string, input: unknown) => Promise<ActionResult<PlacementConflict>>;

/** The server actions that end a conflict: `{id, container?}` and `{id, reason?}`. */
export type ConflictActions = { reconcile: EndConflict; dismiss: EndConflict };

/**
 * A move that was refused, and whether the arm made it all the same: one tap puts the place right,
 * or the place stays. Whoever may not correct places reads what happened.
 */
export function ConflictNotice({
  labSlug,
  timeZone,
  conflict,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  conflict: DeckConflict;
  /** Null for those who may not correct a place. */
  actions: ConflictActions | null;
}) {
  const { last_at, times } = conflict;
  return (
    <Alert
      tone="warning"
      title="A move was refused"
      actions={
        actions === null ? null : (
          <ConflictButtons labSlug={labSlug} conflict={conflict} actions={actions} />
        )
      }
    >
      <p>{conflictText(conflict)}</p>
      <p className="text-dense">
        The arm may have moved all the same. Told <LabTime time={last_at} timeZone={timeZone} />
        {times > 1 ? `, ${times} times` : ''}.
      </p>
    </Alert>
  );
}
