import { setTimeout as delay } from 'node:timers/promises';
import { labDb } from '@/lib/platform/db/lab-db';
import { log } from '@/lib/platform/log';
import { channelKind } from '../channels/kind-list';
import type { DueChannel } from './due-channels';
import { postNotification, type Attempted, type Post } from './post-notification';
import { recordAttempt, type Verdict } from './record-attempt';
import { DOUBTED_AFTER, isGivenUp, type Schedule, waitMs } from './retry-schedule';
import { HELD_SECONDS, takeNotification, type TakenNotification } from './take-notification';

const RECORD_AGAIN_MS = 500;

/**
 * Writes down what was posted, again and again for as long as the attempt is ours, such as while the
 * database is away: what is not written down is posted again.
 */
async function recordWithPatience(
  lab: Parameters<typeof recordAttempt>[0],
  taken: TakenNotification,
  attempted: Attempted,
  verdict: Verdict,
): Promise<void> {
  const until = performance.now() + HELD_SECONDS * 1000 - attempted.durationMs;
  for (;;) {
    try {
      return await recordAttempt(lab, taken, attempted, verdict);
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(RECORD_AGAIN_MS);
    }
  }
}

/**
 * What follows from an attempt. A failure that may pass holds back the whole channel, so that its
 * order is kept and a receiver that is down is asked once in a while; but a notification that failed
 * often, with an answer, is doubted: the next is tried, and only if that fails too is it the
 * receiver. So one that the receiver chokes on holds up no other for long.
 */
export function judgeAttempt(
  { attempts, channelFailures, queuedAt, beganAt }: TakenNotification,
  { judgement, status, askedMs, durationMs }: Attempted,
  { random, doubting, schedule }: { random: number; doubting: boolean; schedule: Schedule },
): Verdict {
  if (judgement === 'ok') return { is: 'sent' };
  if (judgement === 'permanent') return { is: 'dead' };
  const failures = Math.max(attempts, channelFailures + 1);
  const wait = waitMs({ failures, askedMs }, random, schedule);
  const nextAt = new Date(beganAt.getTime() + durationMs + wait);
  if (isGivenUp({ queuedAt, failures, nextAt }, schedule)) {
    return { is: 'given_up', waitMs: wait, giveUpAfterMs: schedule.giveUpAfterMs };
  }
  const doubted =
    !doubting && attempts >= DOUBTED_AFTER && status !== null && status >= 500 && askedMs === null;
  return { is: 'waits', waitMs: wait, pause: !doubted };
}

/**
 * Posts what is due of a channel, one after the other in the order it was decided, no faster than
 * its kind allows, until nothing is left, it must wait, or the worker stops.
 */
export async function deliverChannel(
  channel: DueChannel,
  { post, schedule, stopping }: { post: Post; schedule: Schedule; stopping: () => boolean },
): Promise<void> {
  const lab = { db: labDb(channel.labId), labId: channel.labId };
  const { apartMs } = channelKind(channel.kind);
  let doubting = false;
  while (!stopping()) {
    const taken = await takeNotification(lab, channel.id, apartMs);
    if (taken === null) return;
    const attempted = await postNotification(taken, post);
    const verdict = judgeAttempt(taken, attempted, { random: Math.random(), doubting, schedule });
    await recordWithPatience(lab, taken, attempted, verdict);
    if (verdict.is !== 'sent') {
      const { outcome, status } = attempted;
      log.warn(
        { notification: taken.id, channel: channel.id, outcome, status, fate: verdict.is },
        'notification not accepted',
      );
    }
    if (verdict.is === 'given_up' || (verdict.is === 'waits' && verdict.pause)) return;
    doubting = verdict.is === 'waits';
    // A little more, for the clock of the database to agree.
    await delay(apartMs + 5);
  }
}
