import { AppError } from '@/lib/platform/errors';
import { toAppError } from '@/lib/platform/http/problem';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { acknowledge } from '../hl7/acknowledge';
import type { MllpFrame } from '../hl7/mllp-frames';
import { acceptMessage, MOST_MESSAGE_BYTES } from '../receive/accept-message';
import { acknowledgeRefused, acknowledgeStored } from '../receive/acknowledge-received';
import { countReceived } from '../receive/receive-metrics';
import { choosePeer, type PossiblePeer, saidSender, senderFrom } from './attribute-peer';

export type FrameAnswer = { text: string; stored: boolean; known: boolean };

/** What a connection may do: who could speak from its address, and whether a device may have it. */
export type Line = {
  address: string;
  peersAt: (address: string) => Promise<PossiblePeer[]>;
  /** Counts this connection among a device's; false when it has too many. */
  joins: (deviceId: string) => boolean;
};

const refused = (bytes: Uint8Array, error: AppError, known = true): FrameAnswer => {
  countReceived(known ? error.code : 'unproved');
  return { text: acknowledgeRefused(bytes, error), stored: false, known };
};

function notWhole({ kind, bytes }: MllpFrame): FrameAnswer | null {
  if (kind === 'message') return null;
  if (kind === 'too_long') {
    const text = `A message may have at most ${MOST_MESSAGE_BYTES} bytes.`;
    return refused(bytes, new AppError('too_large', text));
  }
  countReceived('malformed');
  const text = 'Another message began before this one ended: send it again.';
  return { text: acknowledge(bytes, 'AE', text), stored: false, known: true };
}

const NOBODY = {
  unknown:
    'Nobody is known to speak from this address under this MSH-3 and MSH-4: an admin names it on the page of the device.',
  two_labs: 'Several labs name this address: their admins must tell them apart by MSH-3 and MSH-4.',
} as const;

/**
 * The acknowledgement of what came in one frame: AA once its bytes are stored, AR where nobody is
 * known by that address (nothing is stored then), AE where sending it again may help.
 */
export async function answerFrame(frame: MllpFrame, line: Line): Promise<FrameAnswer> {
  const { bytes } = frame;
  const requestId = newId();
  const now = new Date();
  try {
    // Who may speak is asked for every message: an address that was taken away counts no longer.
    const peer = choosePeer(await line.peersAt(line.address), saidSender(bytes));
    if (typeof peer === 'string') {
      log.warn({ request_id: requestId, address: line.address, cause: peer }, 'MLLP from nobody');
      return refused(bytes, new AppError('forbidden', NOBODY[peer]), false);
    }
    if (!line.joins(peer.device_id)) {
      const text = 'This device has 8 connections already: use one of them, or close one.';
      return refused(bytes, new AppError('too_many_requests', text));
    }
    const broken = notWhole(frame);
    if (broken) return broken;
    const sender = senderFrom(peer);
    const arrived = { bytes, format: 'hl7', webhookId: null, requestId, now } as const;
    const { status } = await acceptMessage(sender, arrived);
    countReceived(status);
    const text = await acknowledgeStored(bytes, sender, now);
    return { text, stored: true, known: true };
  } catch (thrown) {
    return refused(bytes, toAppError(thrown, requestId));
  }
}
