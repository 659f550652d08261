import { hearDevice } from '@/lib/devices/states/hear-device';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { holdMessages, settleMessages } from '../inbox/settle-messages';
import type { InboxDevice, Outcome } from '../inbox/stored-message';
import { BatchEffects } from './batch-effects';
import { planMessage } from './plan-message';
import { readScene } from './read-scene';
import { eventsOf, type Heard, remarksOf, toldOf, unreadableOutcome } from './read-stored';
import { Refused } from './refused';
import type { SettledOrder } from './scene';
import { writeEffects } from './write-effects';

/** What messages are applied with: their lab and device, its workflow and settings. */
export type Applying = Pick<Ctx, 'db' | 'lab' | 'now'> & {
  device: InboxDevice;
  order: SettledOrder;
};

/** A batch of large messages takes a while. */
export const TIMEOUT_MS = 30_000;

export function refusedOutcome(heard: Heard, { code, message, awaits }: Refused): Outcome {
  const told = 'read' in heard ? toldOf(heard.read) : {};
  return { id: heard.message.id, ...told, status: 'quarantined', code, reason: message, awaits };
}

export function doneOutcome({ message, read }: Extract<Heard, { read: unknown }>, did: boolean) {
  const told = { id: message.id, ...toldOf(read) };
  const remarks = remarksOf(read);
  if (did) return { ...told, status: 'applied', reason: remarks } satisfies Outcome;
  const reason = remarks ?? 'It says nothing that is not known already.';
  return { ...told, status: 'ignored', code: 'nothing_to_do', reason } satisfies Outcome;
}

function outcomeOf(effects: BatchEffects, heard: Heard): Outcome {
  const { message } = heard;
  if ('unreadable' in heard) return unreadableOutcome(message, heard.unreadable);
  // Replayed: what it led to was done.
  if (message.appliedAt !== null) return doneOutcome(heard, true);
  try {
    const draft = planMessage(effects.scene, message, heard.read.events);
    return doneOutcome(heard, effects.add(draft));
  } catch (error) {
    if (error instanceof Refused) return refusedOutcome(heard, error);
    throw error;
  }
}

/**
 * Plans what messages do in memory, each all or nothing, and writes it together. Answers how they
 * fared; the caller settles them in the same transaction.
 */
export async function applyPlanned(
  tx: LabTx,
  { lab, now, device, order }: Applying,
  batch: readonly Heard[],
): Promise<Outcome[]> {
  const waiting = batch.filter(({ message }) => message.appliedAt === null);
  const scene = await readScene(tx, { lab, now }, order, device, waiting.flatMap(eventsOf));
  const effects = new BatchEffects(scene);
  const outcomes = batch.map((heard) => outcomeOf(effects, heard));
  await writeEffects(tx, { lab, now }, effects);
  return outcomes;
}

/** Notes that the device was heard when the last of these messages came. */
export async function hearMessages(
  tx: LabTx,
  { lab, now, device }: Applying,
  batch: readonly Heard[],
): Promise<void> {
  // A replay is no sign of life.
  const fresh = batch.findLast(({ message }) => message.appliedAt === null);
  if (!fresh) return;
  const { receivedAt, requestId } = fresh.message;
  await hearDevice(tx, { lab, now, requestId }, device.id, receivedAt);
}

/**
 * Applies messages whose effects are planned in memory, all in one transaction with how they fared.
 * @returns how many were settled; those that another worker was faster with are not.
 */
export async function applyBatch(applying: Applying, batch: readonly Heard[]): Promise<number> {
  return applying.db.$transaction(
    async (tx) => {
      const ids = batch.map(({ message }) => message.id);
      const held = await holdMessages(tx, applying, ids);
      const waiting = batch.filter(({ message }) => held.has(message.id));
      if (waiting.length === 0) return 0;
      const outcomes = await applyPlanned(tx, applying, waiting);
      await hearMessages(tx, applying, waiting);
      return settleMessages(tx, applying, applying.device.id, outcomes);
    },
    { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS },
  );
}
