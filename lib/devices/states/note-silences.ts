import { z } from 'zod';
import { actorColumns } from '@/lib/platform/access/actor';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { SILENCE_WATCH } from './hear-device';

/** A device that is heard of less often than every third heartbeat is silent. */
const HEARTBEATS = 3;

const Rows = z.array(
  z.object({ id: z.string(), lab_id: z.string(), heartbeat_seconds: z.number(), heard: z.date() }),
);

/**
 * Writes that nothing is known any more of devices of which three heartbeats long no message came,
 * from the moment the third had passed. A held state holds on; a device that never said a state is
 * unknown already. @returns how many fell silent
 */
export async function noteSilences(now: Date): Promise<number> {
  return unboundDb().$transaction(async (tx) => {
    const silent = Rows.parse(
      await tx.$queryRaw`
        SELECT d.id::text AS id, d.lab_id::text AS lab_id, d.heartbeat_seconds,
          greatest(d.heard_at, CASE WHEN last.source = 'instrument' THEN last.recorded_at END)
            AS heard
        FROM devices d
        CROSS JOIN LATERAL (
          SELECT c.code, c.source, c.recorded_at FROM device_state_changes c
          WHERE c.lab_id = d.lab_id AND c.device_id = d.id AND NOT c.held AND NOT c.clears
            AND c.at <= ${now}::timestamptz
          ORDER BY c.at DESC, c.recorded_at DESC, c.id DESC LIMIT 1
        ) AS last
        WHERE d.retired_at IS NULL AND d.heartbeat_seconds IS NOT NULL
          AND upper(btrim(last.code)) <> 'UNK'
          AND greatest(d.heard_at, CASE WHEN last.source = 'instrument' THEN last.recorded_at END)
            + make_interval(secs => ${HEARTBEATS} * d.heartbeat_seconds) < ${now}::timestamptz
        ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`,
    );
    for (const { id, lab_id: labId, heartbeat_seconds: every, heard } of silent) {
      await tx.deviceStateChange.create({
        data: {
          id: newId(),
          labId,
          deviceId: id,
          code: 'UNK',
          at: new Date(heard.getTime() + HEARTBEATS * every * 1000),
          recordedAt: now,
          reason: `No message for ${HEARTBEATS * every} s`,
          source: 'job',
          ...actorColumns(SILENCE_WATCH),
          requestId: newId(),
        },
      });
      await emitLiveEvent(tx, labId, { entity: 'device', entityId: id, version: 0 });
    }
    return silent.length;
  });
}
