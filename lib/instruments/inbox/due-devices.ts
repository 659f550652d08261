import { z } from 'zod';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { LAB_COLUMNS, labOf, labShape } from '@/lib/platform/db/lab-columns';
import type { InboxDevice } from './stored-message';

const Rows = z.array(
  z.object({
    device_id: z.string(),
    device_name: z.string(),
    ...labShape,
  }),
);

export type DueDevice = { lab: LabRef; device: InboxDevice };

/**
 * The devices whose next message may be applied now, of all labs, those that wait longest first. A
 * device whose next message failed for a reason that may pass waits with all that came after it. One
 * step of the index a device, however many messages there are.
 */
export async function dueDevices(): Promise<DueDevice[]> {
  const rows = Rows.parse(
    await unboundDb().$queryRaw`
      WITH RECURSIVE head AS (
        (SELECT lab_id, device_id, received_at, next_attempt_at FROM instrument_messages
         WHERE status = 'accepted' ORDER BY lab_id, device_id, position LIMIT 1)
        UNION ALL
        SELECT next.* FROM head, LATERAL (
          SELECT lab_id, device_id, received_at, next_attempt_at FROM instrument_messages
          WHERE status = 'accepted' AND (lab_id, device_id) > (head.lab_id, head.device_id)
          ORDER BY lab_id, device_id, position LIMIT 1
        ) AS next
      )
      SELECT d.id::text AS device_id, d.name AS device_name, ${Prisma.raw(LAB_COLUMNS)}
      FROM head
      JOIN devices d ON d.lab_id = head.lab_id AND d.id = head.device_id
      JOIN labs l ON l.id = head.lab_id
      WHERE head.next_attempt_at IS NULL OR head.next_attempt_at <= clock_timestamp()
      ORDER BY head.received_at`,
  );
  return rows.map((row) => ({
    lab: labOf(row),
    device: { id: row.device_id, name: row.device_name },
  }));
}
