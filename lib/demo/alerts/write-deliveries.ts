import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { Random } from '../random';

/** A notification as it was queued, and whether the receiver was at its address. */
export type Queued = { id: string; channelId: string; at: Date; wrongAddress?: boolean };

type Attempt = { at: number; durationMs: number; status: number; outcome: string };

/** The worker looks twice a second; a receiver in the same building answers as quickly. */
function attemptsOf(random: Random, { at, wrongAddress }: Queued): Attempt[] {
  const posted = at.getTime() + 100 + Math.round(500 * random.unit());
  const durationMs = Math.round(random.logNormal(180, 0.4));
  if (wrongAddress) return [{ at: posted, durationMs, status: 404, outcome: 'not_found' }];
  const good = { at: posted, durationMs, status: 202, outcome: 'ok' };
  if (!random.chance(0.03)) return [good];
  const first = { at: posted, durationMs: durationMs * 3, status: 503, outcome: 'server_error' };
  return [first, { ...good, at: posted + 5_000 + Math.round(3_000 * random.unit()) }];
}

/** Settles what was queued in the past, with the log of how it was delivered. */
export async function writeDeliveries(
  tx: LabTx,
  labId: string,
  queued: readonly Queued[],
  random: Random,
  dismissedBy: string,
): Promise<void> {
  const delivered = queued.map((one) => ({ ...one, log: attemptsOf(random, one) }));
  await tx.notificationAttempt.createMany({
    data: delivered.flatMap(({ id, log }) =>
      log.map(({ at, ...attempt }) => ({
        ...attempt,
        id: newId(),
        labId,
        notificationId: id,
        at: new Date(at),
        requestId: 'demo',
      })),
    ),
  });
  const settled = delivered.flatMap(({ id, wrongAddress, log }) => {
    const last = log.at(-1);
    if (!last) return [];
    const dead = wrongAddress === true;
    return [
      {
        id,
        status: dead ? 'dead' : 'sent',
        attempts: log.length,
        settled_at: new Date(last.at + last.durationMs).toISOString(),
        failure: dead ? last.outcome : null,
      },
    ];
  });
  await tx.$executeRaw`
    UPDATE notifications n
    SET status = done.status::notification_status, attempts = done.attempts,
      settled_at = done.settled_at, failure = done.failure, queued_at = n.created_at,
      dismissed_at = CASE WHEN done.failure IS NOT NULL
        THEN done.settled_at + interval '90 seconds' END,
      dismissed_by = CASE WHEN done.failure IS NOT NULL THEN ${dismissedBy} END
    FROM jsonb_to_recordset(${jsonRows(settled)}::jsonb) AS done (id uuid, status text,
      attempts int, settled_at timestamptz, failure text)
    WHERE n.lab_id = ${labId}::uuid AND n.id = done.id`;
  await tx.$executeRaw`
    UPDATE channels c SET last_ok_at = last.at
    FROM (
      SELECT channel_id, max(settled_at) AS at FROM notifications
      WHERE lab_id = ${labId}::uuid AND status = 'sent' GROUP BY channel_id
    ) AS last
    WHERE c.lab_id = ${labId}::uuid AND c.id = last.channel_id`;
}
