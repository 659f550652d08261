import { unboundDb } from '@/lib/platform/db/client';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import { z } from 'zod';

const Rows = z.array(z.object({ lab_id: z.string(), device_id: z.string() }));

/** So many a time, so that a device's later messages do not wait for thousands of old ones. */
const AT_ONCE = 1_000;

/**
 * Puts messages back into the queue whose specimen has appeared, whichever way it came: created,
 * imported, ordered. Those that waited for seven days stay quarantined and wait no more. Asking what
 * is there, instead of being told, misses none that was quarantined while its specimen was written.
 * @returns how many are tried again
 */
export async function retryAwaiting(now: Date): Promise<number> {
  return unboundDb().$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE instrument_messages SET awaits = NULL, awaits_until = NULL
      WHERE status = 'quarantined' AND awaits IS NOT NULL AND awaits_until <= ${now}::timestamptz`;
    const rows = Rows.parse(
      await tx.$queryRaw`
        UPDATE instrument_messages AS m
        SET status = 'accepted', code = NULL, reason = NULL, awaits = NULL, awaits_until = NULL,
          attempts = 0, next_attempt_at = NULL, settled_at = NULL
        WHERE m.id IN (
          SELECT w.id FROM instrument_messages w
          WHERE w.status = 'quarantined' AND w.awaits IS NOT NULL AND w.raw IS NOT NULL
            AND EXISTS (
              SELECT FROM unnest(string_to_array(w.awaits, ' ')) AS name
              JOIN specimens s ON s.lab_id = w.lab_id AND s.number = name
            )
          ORDER BY w.position LIMIT ${AT_ONCE}
          FOR UPDATE OF w SKIP LOCKED
        )
        RETURNING m.lab_id::text AS lab_id, m.device_id::text AS device_id`,
    );
    const devices = new Map(rows.map(({ lab_id, device_id }) => [device_id, lab_id]));
    for (const [device, lab] of devices) {
      await emitLiveEvents(tx, lab, 'device', [{ entityId: device, version: 0 }]);
    }
    return rows.length;
  });
}
