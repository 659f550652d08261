import { keepConflict } from '@/lib/containers/conflicts/keep-conflict';
import { PlaceRefused } from '@/lib/containers/places/place-refused';
import { AppError } from '@/lib/platform/errors';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { NestedFailure, nestedDb } from '@/lib/platform/db/nested-db';
import { holdMessages, settleMessages } from '../inbox/settle-messages';
import type { Outcome, StoredMessage } from '../inbox/stored-message';
import {
  type Applying,
  doneOutcome,
  hearMessages,
  refusedOutcome,
  TIMEOUT_MS,
} from './apply-batch';
import { type CalledEvent, isCalled } from './apply-event';
import { BatchEffects } from './batch-effects';
import { cancelOrder, type KeyCtx, placeOrder } from './call-orders';
import { callPlatform } from './call-platform';
import { createUnknown } from './create-unknown';
import { planMessage } from './plan-message';
import { readScene } from './read-scene';
import type { Heard } from './read-stored';
import { refuseActor } from './refuse-actor';
import { Refused } from './refused';
import { refuseAhead } from './scene';
import { writeEffects } from './write-effects';

const OPTIONS = { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS };

type Readable = Extract<Heard, { read: unknown }>;

/** In the name of whoever sent the message, in its transaction. */
function ctxOf({ db, lab, now }: Applying, { message }: Heard, tx: LabTx): KeyCtx {
  const { actor, requestId } = message;
  return { actor, lab, requestId, now, db: nestedDb(db, tx) };
}

async function call(
  ctx: KeyCtx,
  applying: Applying,
  message: StoredMessage,
  event: CalledEvent,
): Promise<boolean> {
  const { device } = applying;
  refuseAhead(applying, event.at, 'The event');
  switch (event.kind) {
    case 'order.placed':
      return placeOrder(ctx, device, message, event);
    case 'order.cancelled':
      return cancelOrder(ctx, device, message, event);
    default:
      await callPlatform(ctx, device, event);
      return true;
  }
}

/** Orders come first: what else a message says of a specimen may be of one that it orders. */
function inOrder(events: readonly CalledEvent[]): CalledEvent[] {
  const isOrder = ({ kind }: CalledEvent) => kind === 'order.placed' || kind === 'order.cancelled';
  return [...events.filter(isOrder), ...events.filter((event) => !isOrder(event))];
}

async function applyAll(tx: LabTx, applying: Applying, heard: Readable): Promise<Outcome> {
  const { message, read } = heard;
  const { order, device } = applying;
  for (const event of read.events) refuseActor(message, event);
  const ctx = ctxOf(applying, heard, tx);
  let did = false;
  for (const event of inOrder(read.events.filter(isCalled))) {
    if (await call(ctx, applying, message, event)) did = true;
  }
  if (order.settings.unknownSpecimens === 'create') {
    await createUnknown(tx, ctx, order, device, message, read.events);
  }
  const planned = read.events.filter((event) => !isCalled(event));
  const effects = new BatchEffects(await readScene(tx, applying, order, device, planned));
  if (effects.add(planMessage(effects.scene, message, planned))) did = true;
  await writeEffects(tx, applying, effects);
  return doneOutcome(heard, did);
}

/** Why it was refused, where it was; a move that was is kept as a conflict of places. */
async function refusalOf(
  tx: LabTx,
  applying: Applying,
  heard: Heard,
  error: unknown,
): Promise<Refused | null> {
  if (error instanceof Refused) return error;
  // What is our own trouble may pass.
  if (error instanceof AppError && error.status < 500) return new Refused('refused', error.message);
  if (!(error instanceof NestedFailure) || !(error.cause instanceof PlaceRefused)) return null;
  const conflict = await keepConflict(ctxOf(applying, heard, tx), error.cause.refusal);
  return new Refused('refused', conflict.message);
}

/**
 * Applies one message by the verbs of other capabilities, all in one transaction with how it fared;
 * where one of them refuses, nothing of it is done. @returns how many were settled: one, or none
 * where another worker was faster.
 */
export async function applyAlone(applying: Applying, heard: Heard): Promise<number> {
  const { db, device } = applying;
  const ids = [heard.message.id];
  if (!('read' in heard)) throw new Error('A message that nobody can read stands with others');
  try {
    return await db.$transaction(async (tx) => {
      if ((await holdMessages(tx, applying, ids)).size === 0) return 0;
      const outcome = await applyAll(tx, applying, heard);
      await hearMessages(tx, applying, [heard]);
      return settleMessages(tx, applying, device.id, [outcome]);
    }, OPTIONS);
  } catch (error) {
    return db.$transaction(async (tx) => {
      if ((await holdMessages(tx, applying, ids)).size === 0) return 0;
      const refused = await refusalOf(tx, applying, heard, error);
      if (!refused) throw error instanceof NestedFailure ? error.cause : error;
      await hearMessages(tx, applying, [heard]);
      return settleMessages(tx, applying, device.id, [refusedOutcome(heard, refused)]);
    }, OPTIONS);
  }
}
