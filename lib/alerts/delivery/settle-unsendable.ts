import { labDb } from '@/lib/platform/db/lab-db';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { DueChannel } from './due-channels';
import { HELD_SECONDS } from './take-notification';

/** Who it was that knew: a person switched the channel off or removed it, so nobody need be told again. */
export const KNOWN_BY = 'Benchwatch';

/**
 * Gives up what waits for a channel that a person switched off or removed: sent days later, when it
 * is switched on again, it would be wrong. A test message is posted all the same while it is off.
 * @returns how many were given up
 */
export async function settleUnsendable({ id, labId, fate }: DueChannel): Promise<number> {
  if (fate === 'open') return 0;
  const failure = fate === 'off' ? 'channel_off' : 'channel_removed';
  return labDb(labId).$transaction(async (tx) => {
    const settled = await tx.$executeRaw`
      UPDATE notifications n
      SET status = 'dead', failure = ${failure}, settled_at = clock_timestamp(), posting_at = NULL,
        dismissed_at = clock_timestamp(), dismissed_by = ${KNOWN_BY}
      FROM channels c
      WHERE n.lab_id = ${labId}::uuid AND n.channel_id = ${id}::uuid AND n.status = 'queued'
        AND c.lab_id = n.lab_id AND c.id = n.channel_id
        AND (c.removed_at IS NOT NULL OR (NOT c.enabled AND n.reason <> 'test'))
        AND (n.posting_at IS NULL OR n.posting_at NOT BETWEEN
          clock_timestamp() - make_interval(secs => ${HELD_SECONDS}::float8)
          AND clock_timestamp() + interval '1 second')`;
    if (settled > 0) await emitLiveEvent(tx, labId, { entity: 'alert', entityId: id, version: 0 });
    return settled;
  });
}
