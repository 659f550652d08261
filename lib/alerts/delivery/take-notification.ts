import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { Payload } from '../channels/payload';

/**
 * So long an attempt is its worker's alone: posting takes ten seconds at most, and the rest is for
 * writing down what came of it. After that the worker is taken for gone, and another tries again.
 */
export const HELD_SECONDS = 20;

const Channels = z.array(
  z.object({
    kind: z.string(),
    enabled: z.boolean(),
    url: z.instanceof(Uint8Array),
    secret: z.instanceof(Uint8Array).nullable(),
    failures: z.number(),
  }),
);
const Busy = z.array(z.object({ id: z.string() }));
const Taken = z.array(
  z.object({
    id: z.string(),
    payload: z.record(z.string(), z.json()),
    attempts: z.number(),
    queued_at: z.date(),
    request_id: z.string(),
    began: z.date(),
    broken_off: z.date().nullable(),
  }),
);

export type TakenNotification = {
  id: string;
  channel: { id: string; kind: string; url: Uint8Array; secret: Uint8Array | null };
  payload: Payload;
  /** Attempts of it, this one included. */
  attempts: number;
  /** Attempts of its channel that failed since the last that did not. */
  channelFailures: number;
  queuedAt: Date;
  /** When this attempt began, by the clock of the database; the mark by which it is this worker's. */
  beganAt: Date;
  requestId: string;
};

/**
 * Takes the next notification of a channel, the oldest that is due, for one attempt; null where
 * nothing is, the channel is paused or off, its last attempt was less than `apartMs` ago, or another
 * is at it. Committed before anything is posted, so that of any number of workers one posts, and one
 * at a time a channel. An attempt that was begun and never recorded is written down as interrupted.
 * Times too far ahead to be meant stand from a clock that was wrong, and hold nothing back.
 */
export async function takeNotification(
  { db, labId }: { db: LabDb; labId: string },
  channelId: string,
  apartMs: number,
): Promise<TakenNotification | null> {
  const ofChannel = Prisma.sql`lab_id = ${labId}::uuid AND channel_id = ${channelId}::uuid
    AND status = 'queued'`;
  return db.$transaction(async (tx) => {
    // Whoever comes meanwhile turns away, and finds what was taken once this is committed.
    const [channel] = Channels.parse(
      await tx.$queryRaw`
        SELECT kind::text AS kind, enabled, url, secret, failures FROM channels
        WHERE lab_id = ${labId}::uuid AND id = ${channelId}::uuid AND removed_at IS NULL
          AND (paused_until IS NULL OR paused_until
            NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 hours')
          AND (GREATEST(last_ok_at, last_failed_at) IS NULL
            OR GREATEST(last_ok_at, last_failed_at) NOT BETWEEN
              clock_timestamp() - make_interval(secs => ${apartMs / 1000}::float8)
              AND clock_timestamp() + interval '1 second')
        FOR NO KEY UPDATE SKIP LOCKED`,
    );
    if (!channel) return null;
    const busy = Busy.parse(
      await tx.$queryRaw`
        SELECT id::text AS id FROM notifications
        WHERE ${ofChannel} AND posting_at BETWEEN
          clock_timestamp() - make_interval(secs => ${HELD_SECONDS}::float8)
          AND clock_timestamp() + interval '1 second'
        LIMIT 1`,
    );
    if (busy.length > 0) return null;
    const [taken] = Taken.parse(
      await tx.$queryRaw`
        WITH head AS (
          SELECT id, posting_at FROM notifications
          WHERE ${ofChannel} AND (${channel.enabled}::boolean OR reason = 'test')
            AND next_attempt_at
              NOT BETWEEN clock_timestamp() AND clock_timestamp() + interval '2 hours'
          ORDER BY created_at, id LIMIT 1 FOR NO KEY UPDATE
        )
        UPDATE notifications n SET attempts = n.attempts + 1, posting_at = clock_timestamp()
        FROM head WHERE n.lab_id = ${labId}::uuid AND n.id = head.id
        RETURNING n.id::text AS id, n.payload, n.attempts, n.queued_at, n.request_id,
          n.posting_at AS began, head.posting_at AS broken_off`,
    );
    if (!taken) return null;
    const { id, payload, attempts, request_id: requestId } = taken;
    if (taken.broken_off !== null) {
      await tx.notificationAttempt.create({
        data: {
          id: newId(),
          labId,
          notificationId: id,
          at: taken.broken_off,
          durationMs: 0,
          outcome: 'interrupted',
          requestId,
        },
      });
    }
    const { kind, url, secret } = channel;
    return {
      id,
      channel: { id: channelId, kind, url, secret },
      payload,
      attempts,
      channelFailures: channel.failures,
      queuedAt: taken.queued_at,
      beganAt: taken.began,
      requestId,
    };
  });
}
