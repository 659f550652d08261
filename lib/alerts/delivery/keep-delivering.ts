import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { deliverChannel } from './deliver-channel';
import { dueChannels, type DueChannel } from './due-channels';
import type { Post } from './post-notification';
import { SCHEDULE, type Schedule } from './retry-schedule';
import { settleUnsendable } from './settle-unsendable';

/** How often the outbox is looked into. */
const POLL_MS = 500;
/** Channels at a time: one that is slow holds up no other. */
const CHANNELS_AT_A_TIME = 16;

/**
 * Posts what stands in the outbox until it is stopped, which finishes and writes down what is being
 * posted. Any number of workers may: each notification is posted by one, those of a channel in their
 * order. A worker that is killed between the answer and its record leaves one to be posted again.
 */
export function keepDelivering(
  post: Post,
  { everyMs = POLL_MS, schedule = SCHEDULE }: { everyMs?: number; schedule?: Schedule } = {},
): { stop: () => Promise<void> } {
  const underway = new Map<string, Promise<void>>();
  let failing: string | undefined;
  const failed = (error: unknown) => {
    const reason = String(error);
    if (reason !== failing && !isConnectionLost(error)) {
      log.error({ err: error }, 'notifications could not be delivered');
    }
    failing = reason;
  };

  const attend = async (channel: DueChannel, stopping: () => boolean): Promise<void> => {
    try {
      await settleUnsendable(channel);
      if (channel.fate !== 'removed') await deliverChannel(channel, { post, schedule, stopping });
      failing = undefined;
    } catch (error) {
      failed(error);
    } finally {
      underway.delete(channel.id);
    }
  };

  const repeating = keepRepeating(async (stopping) => {
    if (stopping()) return;
    try {
      for (const channel of await dueChannels()) {
        if (underway.size >= CHANNELS_AT_A_TIME) return;
        if (!underway.has(channel.id)) underway.set(channel.id, attend(channel, stopping));
      }
    } catch (error) {
      failed(error);
    }
  }, everyMs);

  return {
    async stop() {
      await repeating.stop();
      await Promise.all(underway.values());
    },
  };
}
