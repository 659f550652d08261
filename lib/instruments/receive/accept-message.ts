import { createHash } from 'node:crypto';
import { z } from 'zod';
import { leanQuery } from '@/lib/platform/db/lean-query';
import { hearDevice } from '@/lib/devices/states/hear-device';
import { labDb } from '@/lib/platform/db/lab-db';
import type { MessageFormat } from '@/lib/platform/db/generated/enums';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { notePending, pendingMessages } from './pending-messages';
import type { Sender } from './sender';
import { storeMessage } from './store-message';

export const MOST_MESSAGE_BYTES = 1024 * 1024;

/** How long whoever is too fast should wait; the queue of a device empties quicker than it fills. */
const RETRY_AFTER_SECONDS = 5;

export type ArrivedMessage = {
  bytes: Uint8Array;
  format: MessageFormat;
  /** Whoever sends the same again says the same; null lets the bytes speak for themselves. */
  webhookId: string | null;
  requestId: string;
  now: Date;
};

export type Accepted = { id: string; status: 'accepted' | 'duplicate' };

const Known = z.object({ id: z.string(), same: z.boolean() });

/** 429 for a device whose messages come faster than they are applied. */
function tooManyPending(pending: number): AppError {
  return new AppError(
    'too_many_requests',
    `${pending.toLocaleString('en')} messages of this device wait to be applied: send this one again later.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

/** Whoever says the same again is there: a heartbeat without a time never says anything else. */
async function hearAgain({ lab, deviceId }: Sender, { now, requestId }: ArrivedMessage) {
  await labDb(lab.id).$transaction((tx) => hearDevice(tx, { lab, now, requestId }, deviceId, now));
}

/**
 * Stores a message as it came, for the inbox to apply; what it answers is in the database. The same
 * id and bytes again are a `duplicate` of the one that is there, whatever became of it.
 * @throws malformed (empty, or an id of other than 1–200 visible ASCII characters), too_large,
 * webhook_id_conflict (the id was used with other bytes), too_many_requests (the device has more
 * messages pending than it may; nothing is kept of this one)
 */
export async function acceptMessage(sender: Sender, arrived: ArrivedMessage): Promise<Accepted> {
  const { bytes } = arrived;
  if (bytes.byteLength === 0) throw new AppError('malformed', 'The message is empty.');
  if (bytes.byteLength > MOST_MESSAGE_BYTES) {
    throw new AppError('too_large', `A message may have at most ${MOST_MESSAGE_BYTES} bytes.`);
  }
  if (arrived.webhookId !== null && !/^[!-~]{1,200}$/.test(arrived.webhookId)) {
    throw new AppError('malformed', 'webhook-id must have 1 to 200 visible ASCII characters.');
  }
  const digest = createHash('sha256').update(bytes).digest();
  const webhookId = arrived.webhookId ?? digest.toString('hex');
  const mostPending = env().INSTRUMENT_MAX_PENDING;
  const pending = await pendingMessages(sender.lab.id, sender.deviceId, mostPending);
  const stored =
    pending < mostPending ? await storeMessage({ sender, arrived, webhookId, digest }) : null;
  if (stored !== null) {
    notePending(sender.deviceId);
    return { id: stored, status: 'accepted' };
  }
  const [known] = await leanQuery(
    Known,
    `SELECT id::text AS id, digest = $4::bytea AS same FROM instrument_messages
     WHERE lab_id = $1::uuid AND device_id = $2::uuid AND webhook_id = $3`,
    [sender.lab.id, sender.deviceId, webhookId, digest],
  );
  if (!known) throw tooManyPending(pending);
  if (known.same) {
    await hearAgain(sender, arrived);
    return { id: known.id, status: 'duplicate' };
  }
  throw new AppError(
    'webhook_id_conflict',
    'This webhook-id was used with another message: give each message an id of its own.',
  );
}
