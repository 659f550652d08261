import type pg from 'pg';
import { keepRepeating } from '@/lib/platform/jobs/keep-repeating';
import { log } from '@/lib/platform/log';
import { applyDevice } from './apply-device';
import { DeviceClaims } from './device-claims';
import { dueDevices, type DueDevice } from './due-devices';
import { retryAwaiting } from './retry-awaiting';
import type { ApplyMessages } from './stored-message';

/**
 * How often the inbox is looked into, unless more than a batch waits: a notification in every commit
 * would cost more. What comes meanwhile is applied together, which costs less than bit by bit.
 */
const POLL_MS = 200;
/** How often it is asked whether awaited specimens have appeared. */
const AWAITED_MS = 3_000;
/** Devices at a time: the database works on one while messages of another are read. */
const DEVICES_AT_A_TIME = 3;

/**
 * Applies messages as they come until it is stopped, which finishes the batches at hand. Of each
 * device one worker applies at a time, in the order they came; a worker that is killed leaves its
 * messages as they were before the transaction at hand.
 */
export function keepApplying(
  pool: () => pg.Pool,
  apply: ApplyMessages,
  everyMs: number = POLL_MS,
): { stop: () => Promise<void> } {
  const claims = new DeviceClaims(pool);
  let failing: string | undefined;
  let askedAt = 0;

  const failed = (error: unknown) => {
    const reason = String(error);
    if (reason !== failing) log.error({ err: error }, 'messages could not be applied');
    failing = reason;
  };

  /** @returns whether more of the device may wait */
  const applyOne = async (due: DueDevice, stopping: () => boolean): Promise<boolean> => {
    if (!(await claims.claim(due.device.id))) return false;
    try {
      const { settled, more } = await applyDevice(due, apply, stopping);
      if (settled > 0) failing = undefined;
      return more;
    } finally {
      await claims.release(due.device.id);
    }
  };

  /** @returns whether more of some device may wait */
  const applyAll = async (stopping: () => boolean): Promise<boolean> => {
    const due = await dueDevices();
    let isMore = false;
    const lane = async () => {
      for (let next = due.shift(); next && !stopping(); next = due.shift()) {
        // What is wrong with one device stops no other.
        const more = await applyOne(next, stopping).catch((error: unknown) => {
          failed(error);
          return false;
        });
        isMore ||= more;
      }
    };
    await Promise.all(Array.from({ length: DEVICES_AT_A_TIME }, lane));
    return isMore;
  };

  const repeating = keepRepeating(async (stopping) => {
    try {
      for (let busy = true; busy && !stopping();) {
        if (Date.now() - askedAt >= AWAITED_MS) {
          askedAt = Date.now();
          await retryAwaiting(new Date());
        }
        busy = await applyAll(stopping);
      }
    } catch (error) {
      failed(error);
    }
  }, everyMs);
  return {
    async stop() {
      await repeating.stop();
      await claims.end();
    },
  };
}
