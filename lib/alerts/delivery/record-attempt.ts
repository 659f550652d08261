import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Attempted } from './post-notification';
import type { TakenNotification } from './take-notification';

/** What follows from an attempt. */
export type Verdict =
  | { is: 'sent' }
  | { is: 'dead' }
  /** Try again in so long; `pause` holds back all of the channel, and that as long at least. */
  | { is: 'waits'; waitMs: number; pause: boolean }
  /** Too old for another attempt, and so is all of its channel that was queued so long ago. */
  | { is: 'given_up'; waitMs: number; giveUpAfterMs: number };

const seconds = (ms: number) => Prisma.sql`make_interval(secs => ${ms / 1000}::float8)`;

async function recordHealth(
  tx: LabTx,
  labId: string,
  { channel }: TakenNotification,
  attempted: Attempted,
  verdict: Verdict,
): Promise<void> {
  const one = Prisma.sql`lab_id = ${labId}::uuid AND id = ${channel.id}::uuid`;
  if (verdict.is === 'sent') {
    await tx.$executeRaw`
      UPDATE channels SET last_ok_at = clock_timestamp(), failures = 0, paused_until = NULL
      WHERE ${one}`;
    return;
  }
  const pauses = verdict.is === 'given_up' || (verdict.is === 'waits' && verdict.pause);
  const pausedUntil = pauses
    ? Prisma.sql`clock_timestamp() + ${seconds(verdict.waitMs)}`
    : Prisma.sql`paused_until`;
  await tx.$executeRaw`
    UPDATE channels SET last_failed_at = clock_timestamp(), last_failure = ${attempted.outcome},
      failures = failures + 1, paused_until = ${pausedUntil}
    WHERE ${one}`;
}

async function recordFate(
  tx: LabTx,
  labId: string,
  { id, channel, channelFailures, beganAt }: TakenNotification,
  { outcome }: Attempted,
  verdict: Verdict,
): Promise<void> {
  // Another may have taken it over, or even settled it; that it was accepted holds all the same.
  const queued = Prisma.sql`lab_id = ${labId}::uuid AND status = 'queued'`;
  const mine = Prisma.sql`${queued} AND id = ${id}::uuid AND posting_at = ${beganAt}`;
  const dead = Prisma.sql`status = 'dead', failure = ${outcome}, settled_at = clock_timestamp(),
    posting_at = NULL`;
  switch (verdict.is) {
    case 'sent':
      await tx.$executeRaw`
        UPDATE notifications SET status = 'sent', settled_at = clock_timestamp(), posting_at = NULL
        WHERE ${queued} AND id = ${id}::uuid`;
      // The receiver is back: what came after this and had to wait need not.
      if (channelFailures > 0) {
        await tx.$executeRaw`
          UPDATE notifications n SET next_attempt_at = clock_timestamp()
          FROM notifications sent
          WHERE n.lab_id = ${labId}::uuid AND n.status = 'queued'
            AND n.channel_id = ${channel.id}::uuid AND n.next_attempt_at > clock_timestamp()
            AND sent.lab_id = n.lab_id AND sent.id = ${id}::uuid
            AND (n.created_at, n.id) > (sent.created_at, sent.id)`;
      }
      return;
    case 'dead':
      await tx.$executeRaw`UPDATE notifications SET ${dead} WHERE ${mine}`;
      return;
    case 'waits':
      await tx.$executeRaw`
        UPDATE notifications
        SET posting_at = NULL, next_attempt_at = clock_timestamp() + ${seconds(verdict.waitMs)}
        WHERE ${mine}`;
      // When its channel is tried again the oldest is, whatever each had to wait for.
      if (verdict.pause) {
        await tx.$executeRaw`
          UPDATE notifications n SET next_attempt_at = c.paused_until
          FROM channels c
          WHERE n.lab_id = ${labId}::uuid AND n.status = 'queued' AND c.lab_id = n.lab_id
            AND c.id = n.channel_id AND c.id = ${channel.id}::uuid
            AND n.next_attempt_at > c.paused_until`;
      }
      return;
    case 'given_up':
      await tx.$executeRaw`UPDATE notifications SET ${dead} WHERE ${mine}`;
      await tx.$executeRaw`
        UPDATE notifications SET ${dead}
        WHERE ${queued} AND channel_id = ${channel.id}::uuid
          AND queued_at < clock_timestamp() - ${seconds(verdict.giveUpAfterMs)}`;
  }
}

/**
 * Writes down an attempt, what it says of the channel, and what becomes of the notification, all in
 * one transaction. Times are the database's.
 */
export async function recordAttempt(
  { db, labId }: { db: LabDb; labId: string },
  taken: TakenNotification,
  attempted: Attempted,
  verdict: Verdict,
): Promise<void> {
  const { id, beganAt, requestId } = taken;
  const { outcome, status, durationMs } = attempted;
  await db.$transaction(async (tx) => {
    await recordHealth(tx, labId, taken, attempted, verdict);
    await tx.notificationAttempt.create({
      data: {
        id: newId(),
        labId,
        notificationId: id,
        at: beganAt,
        durationMs,
        status,
        outcome,
        requestId,
      },
    });
    await recordFate(tx, labId, taken, attempted, verdict);
    await emitLiveEvent(tx, labId, { entity: 'alert', entityId: id, version: 0 });
  });
}
