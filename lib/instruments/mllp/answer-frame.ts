import { AppError } from '@/lib/platform/errors';
import { toAppError } from '@/lib/platform/http/problem';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { acknowledge } from '../hl7/acknowledge';
import type { MllpFrame } from '../hl7/mllp-frames';
import { acceptMessage, MOST_MESSAGE_BYTES } from '../receive/accept-message';
import { acknowledgeRefused, acknowledgeStored } from '../receive/acknowledge-received';
import { choosePeer, type PossiblePeer, saidSender, senderFrom } from './attribute-peer';
import { countMllp, noteRefusal } from './mllp-report';

export type FrameAnswer = { text: string; stored: boolean; known: boolean };

/** What a connection may do: who could speak from its address, and whether a device may have it. */
export type Line = {
  address: string;
  peersAt: (address: string) => Promise<PossiblePeer[]>;
  /** Counts this connection among a device's; false when it has too many. */
  joins: (deviceId: string) => boolean;
};

type Refusing = { bytes: Uint8Array; address: string; requestId: string; now: Date };

/** Refuses, and tells people whom and why. */
function refused(
  { bytes, address, requestId, now }: Refusing,
  device: string | null,
  cause: string,
  text: string,
): FrameAnswer {
  const { application, facility } = saidSender(bytes);
  const [said = null, place = null] = [application[0], facility[0]];
  log.warn({ request_id: requestId, address, device, cause }, 'MLLP message refused');
  const to = { address, application: said, facility: place, device, cause };
  noteRefusal(to, now);
  return { text, stored: false, known: true };
}

function refusedWith(refusing: Refusing, device: string | null, error: AppError): FrameAnswer {
  return refused(refusing, device, error.code, acknowledgeRefused(refusing.bytes, error));
}

function notWhole({ kind }: MllpFrame, refusing: Refusing, device: string): FrameAnswer | null {
  if (kind === 'message') return null;
  if (kind === 'too_long') {
    const text = `A message may have at most ${MOST_MESSAGE_BYTES} bytes.`;
    return refusedWith(refusing, device, new AppError('too_large', text));
  }
  const text = 'Another message began before this one ended: send it again.';
  return refused(refusing, device, 'malformed', acknowledge(refusing.bytes, 'AE', text));
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
  const refusing = { bytes, address: line.address, requestId, now };
  let device: string | null = null;
  try {
    // Who may speak is asked for every message: an address that was taken away counts no longer.
    const peer = choosePeer(await line.peersAt(line.address), saidSender(bytes));
    if (typeof peer === 'string') {
      const text = acknowledgeRefused(bytes, new AppError('forbidden', NOBODY[peer]));
      return { ...refused(refusing, null, peer, text), known: false };
    }
    device = peer.device_id;
    if (!line.joins(device)) {
      const text = 'This device has 8 connections already: use one of them, or close one.';
      return refusedWith(refusing, device, new AppError('too_many_requests', text));
    }
    const broken = notWhole(frame, refusing, device);
    if (broken) return broken;
    const sender = senderFrom(peer);
    const arrived = { bytes, format: 'hl7', webhookId: null, requestId, now } as const;
    const { status } = await acceptMessage(sender, arrived);
    countMllp(status);
    const text = await acknowledgeStored(bytes, sender, now);
    return { text, stored: true, known: true };
  } catch (thrown) {
    return refusedWith(refusing, device, toAppError(thrown, requestId));
  }
}
