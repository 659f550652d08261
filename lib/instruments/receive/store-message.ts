import { z } from 'zod';
import { gather } from '@/lib/platform/db/gather';
import { leanQuery } from '@/lib/platform/db/lean-query';
import { newId } from '@/lib/platform/ids';
import type { ArrivedMessage } from './accept-message';
import type { Sender } from './sender';

/** Messages of one statement at most; each has at most 1 MiB. */
const MOST_TOGETHER = 16;
/** Statements under way at a time: one is written to disk while the next is sent. */
const AT_A_TIME = 2;

type Storing = {
  sender: Sender;
  arrived: Omit<ArrivedMessage, 'webhookId'>;
  webhookId: string;
  /** SHA-256 of the bytes. */
  digest: Buffer;
};

const CASTS = [
  '::uuid',
  '::uuid',
  '::uuid',
  '::text',
  '::bytea',
  '::bytea',
  '::message_format',
  '::message_proof',
  '::timestamptz',
  '::uuid',
  '::text',
  '::key_role',
  '::text',
];

const rowText = (row: number) =>
  `(${CASTS.map((cast, column) => `$${row * CASTS.length + column + 1}${cast}`).join(', ')})`;

/** Rows are numbered in the order of the list, which is that in which their device's came. */
const insertText = (rows: number) => `
  INSERT INTO instrument_messages (id, lab_id, device_id, webhook_id, digest, raw, size, format,
    proof, received_at, actor_kind, actor_id, actor_name, actor_role, request_id, specimens)
  SELECT id, lab_id, device_id, webhook_id, digest, raw, length(raw), format, proof, received_at,
    'key', actor_id, actor_name, actor_role, request_id, '{}'
  FROM (VALUES ${Array.from({ length: rows }, (_, row) => rowText(row)).join(', ')}) AS told
    (id, lab_id, device_id, webhook_id, digest, raw, format, proof, received_at, actor_id,
     actor_name, actor_role, request_id)
  ON CONFLICT (lab_id, device_id, webhook_id) DO NOTHING
  RETURNING id::text AS id`;

const Stored = z.object({ id: z.string() });

function valuesOf(id: string, { sender, arrived, webhookId, digest }: Storing): unknown[] {
  const { lab, deviceId, proof, actor } = sender;
  const { bytes, format, requestId, now } = arrived;
  // The driver sends no other view of bytes as bytes.
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [
    id,
    lab.id,
    deviceId,
    webhookId,
    digest,
    raw,
    format,
    proof,
    now,
    actor.keyId,
    actor.name,
    actor.role,
    requestId,
  ];
}

/**
 * Stores a message as it came, in one transaction with those that came while others were written.
 * @returns its id once it is on disk, or null where its device has one of that `webhookId`
 */
export const storeMessage: (message: Storing) => Promise<string | null> = gather(
  async (messages) => {
    const named = messages.map((message) => ({ id: newId(), message }));
    const values = named.flatMap(({ id, message }) => valuesOf(id, message));
    const rows = await leanQuery(Stored, insertText(named.length), values);
    const stored = new Set(rows.map(({ id }) => id));
    return named.map(({ id }) => (stored.has(id) ? id : null));
  },
  { atATime: AT_A_TIME, most: MOST_TOGETHER },
);
