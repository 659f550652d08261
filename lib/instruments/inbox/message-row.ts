import type { InstrumentMessage } from '@/lib/platform/db/generated/client';
import type { Message } from './contract';

/** All of a message but its bytes, and the name of its device. */
export const MESSAGE_COLUMNS = {
  id: true,
  position: true,
  format: true,
  kind: true,
  controlId: true,
  webhookId: true,
  status: true,
  code: true,
  reason: true,
  specimens: true,
  awaits: true,
  awaitsUntil: true,
  attempts: true,
  nextAttemptAt: true,
  size: true,
  proof: true,
  actorName: true,
  receivedAt: true,
  settledAt: true,
  clearedAt: true,
  device: { select: { name: true } },
} as const;

type Row = Pick<InstrumentMessage, Exclude<keyof typeof MESSAGE_COLUMNS, 'device'>> & {
  device: { name: string };
};

export function messageAnswer(row: Row): Message {
  return {
    id: row.id,
    device: row.device.name,
    format: row.format,
    kind: row.kind,
    control_id: row.controlId,
    webhook_id: row.webhookId,
    status: row.status,
    code: row.code,
    reason: row.reason,
    specimens: row.specimens,
    awaits: row.awaits?.split(' ', 1)[0] ?? null,
    awaits_until: row.awaitsUntil?.toISOString() ?? null,
    attempts: row.attempts,
    next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
    size: row.size,
    proof: row.proof,
    sender: row.actorName,
    received_at: row.receivedAt.toISOString(),
    settled_at: row.settledAt?.toISOString() ?? null,
    cleared_at: row.clearedAt?.toISOString() ?? null,
  };
}
