import { isConnectionLost } from '@/lib/platform/db/connection-lost';
import { labDb } from '@/lib/platform/db/lab-db';
import type { Applied, ApplyMessages, StoredMessage } from './stored-message';
import type { DueDevice } from './due-devices';
import { isFullBatch, nextMessages } from './next-messages';
import { postponeMessage } from './postpone-message';

/** After so many batches of one device it is the turn of the others. */
const BATCHES_A_TURN = 5;

/** A fault that names no message is looked for one by one, so that it blocks no other. */
async function tryApply(
  apply: ApplyMessages,
  base: Parameters<ApplyMessages>[0],
  device: DueDevice['device'],
  messages: readonly StoredMessage[],
): Promise<Applied> {
  try {
    return await apply(base, device, messages);
  } catch (error) {
    const [first] = messages;
    if (!first || isConnectionLost(error)) throw error;
    if (messages.length === 1) return { settled: 0, failed: { id: first.id, error } };
  }
  let settled = 0;
  for (const message of messages) {
    const applied = await tryApply(apply, base, device, [message]);
    settled += applied.settled;
    if (applied.failed) return { settled, failed: applied.failed };
  }
  return { settled };
}

/**
 * Applies what waits of one device, in its order, batch by batch, until nothing is left, one must
 * wait for its next attempt, or its turn is over. That the database is away counts as no attempt.
 * @returns how many messages were settled, and whether more may wait
 */
export async function applyDevice(
  { lab, device }: DueDevice,
  apply: ApplyMessages,
  stopping: () => boolean,
): Promise<{ settled: number; more: boolean }> {
  const db = labDb(lab.id);
  let settled = 0;
  for (let batch = 0; batch < BATCHES_A_TURN && !stopping(); batch += 1) {
    const messages = await nextMessages({ db, lab }, device.id);
    if (messages.length === 0) return { settled, more: false };
    const ctx = { db, lab, now: new Date() };
    const applied = await tryApply(apply, ctx, device, messages);
    settled += applied.settled;
    if (applied.failed) {
      if (isConnectionLost(applied.failed.error)) throw applied.failed.error;
      await postponeMessage(ctx, device.id, applied.failed);
    } else if (applied.settled === 0 || !isFullBatch(messages)) {
      // Another worker was faster, or there is hardly more.
      return { settled, more: false };
    }
  }
  return { settled, more: true };
}
