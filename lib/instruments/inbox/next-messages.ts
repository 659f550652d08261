import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { MessageFormat } from '@/lib/platform/db/generated/enums';
import { KEY_ROLES } from '@/lib/platform/access/roles';
import type { StoredMessage } from './stored-message';

/** So many messages, and about so many bytes, are taken at a time. */
const BATCH = 200;
const BATCH_BYTES = 8 * 1024 * 1024;

/** Whether messages of a device are as many as are taken at a time: more may wait. */
export function isFullBatch(messages: readonly StoredMessage[]): boolean {
  const bytes = messages.reduce((sum, message) => sum + message.bytes.length, 0);
  return messages.length >= BATCH || bytes >= BATCH_BYTES;
}

const Rows = z.array(
  z.object({
    id: z.string(),
    position: z.bigint(),
    raw: z.instanceof(Uint8Array),
    format: z.enum(MessageFormat),
    received_at: z.date(),
    applied_at: z.date().nullable(),
    actor_id: z.string().nullable(),
    actor_name: z.string(),
    actor_role: z.enum(KEY_ROLES),
    request_id: z.string(),
  }),
);

/**
 * The next messages of a device, in their order, up to the first that must wait for its next
 * attempt. A single one may be larger than a batch is.
 */
export async function nextMessages(
  { db, lab }: Pick<Ctx, 'db' | 'lab'>,
  deviceId: string,
): Promise<StoredMessage[]> {
  const rows = Rows.parse(
    await db.$queryRaw`
      SELECT m.id::text AS id, m.position, m.raw, m.format::text AS format, m.received_at,
        m.applied_at, m.actor_id::text AS actor_id, m.actor_name, m.actor_role::text AS actor_role,
        m.request_id
      FROM (
        SELECT id, sum(size) OVER before - size AS bytes_before,
          bool_or(coalesce(next_attempt_at > clock_timestamp(), false)) OVER before AS waits
        FROM (
          SELECT id, position, size, next_attempt_at FROM instrument_messages
          WHERE lab_id = ${lab.id}::uuid AND device_id = ${deviceId}::uuid AND status = 'accepted'
          ORDER BY position LIMIT ${BATCH}
        ) AS first
        WINDOW before AS (ORDER BY position)
      ) AS taken
      JOIN instrument_messages m ON m.lab_id = ${lab.id}::uuid AND m.id = taken.id
      WHERE NOT taken.waits AND taken.bytes_before < ${BATCH_BYTES}
      ORDER BY m.position`,
  );
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    bytes: row.raw,
    format: row.format,
    receivedAt: row.received_at,
    appliedAt: row.applied_at,
    actor: {
      kind: 'key',
      keyId: row.actor_id ?? '',
      // A LIS speaks of any device, an instrument of the one it is.
      deviceId: row.actor_role === 'instrument' ? deviceId : null,
      name: row.actor_name,
      role: row.actor_role,
    },
    requestId: row.request_id,
  }));
}
