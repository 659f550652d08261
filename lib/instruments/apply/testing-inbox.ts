import { createHash } from 'node:crypto';
import type { TestLab } from '@/lib/labs/testing-lab';
import type { KeyRole } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { nextMessages } from '../inbox/next-messages';
import type { InboxDevice } from '../inbox/stored-message';
import { applyMessages } from './apply-messages';

type Sent = {
  role?: Extract<KeyRole, 'instrument' | 'lis'>;
  format?: 'json' | 'hl7' | 'astm';
  receivedAt?: Date;
};

/** Puts a message of a device into the inbox, as accepting it would. */
export async function putMessage(
  { lab }: Pick<TestLab, 'lab'>,
  device: InboxDevice,
  said: unknown,
  { role = 'instrument', format = 'json', receivedAt = new Date() }: Sent = {},
): Promise<string> {
  const raw = Buffer.from(typeof said === 'string' ? said : JSON.stringify(said));
  const id = newId();
  await unboundDb().instrumentMessage.create({
    data: {
      id,
      labId: lab.id,
      deviceId: device.id,
      webhookId: id,
      digest: createHash('sha256').update(raw).digest(),
      raw,
      size: raw.length,
      format,
      proof: 'key',
      receivedAt,
      actorKind: 'key',
      actorId: newId(),
      actorName: `Key of ${device.name}`,
      actorRole: role,
      requestId: newId(),
    },
  });
  return id;
}

/** Applies what waits of a device, as the worker would, until nothing waits. */
export async function applyWaiting(
  { lab }: Pick<TestLab, 'lab'>,
  device: InboxDevice,
  now: Date = new Date(),
): Promise<number> {
  const base = { lab, db: labDb(lab.id), now };
  let settled = 0;
  for (;;) {
    const messages = await nextMessages(base, device.id);
    if (messages.length === 0) return settled;
    const applied = await applyMessages(base, device, messages);
    if (applied.failed) throw applied.failed.error;
    settled += applied.settled;
  }
}

/** How a message fared. */
export async function fateOf(id: string) {
  return unboundDb().instrumentMessage.findFirstOrThrow({
    where: { id },
    select: { status: true, code: true, reason: true, awaits: true, specimens: true, kind: true },
  });
}

/** Puts a message back into the queue, as a replay does. */
export async function putBack(id: string): Promise<void> {
  await unboundDb().instrumentMessage.update({
    where: { id },
    data: {
      status: 'accepted',
      code: null,
      reason: null,
      awaits: null,
      awaitsUntil: null,
      settledAt: null,
    },
  });
}
