import { once } from 'node:events';
import type { Socket } from 'node:net';
import { log } from '@/lib/platform/log';
import { mllpDecoder, mllpFrame, type MllpFrame } from '../hl7/mllp-frames';
import { MOST_MESSAGE_BYTES } from '../receive/accept-message';
import type { FrameAnswer } from './answer-frame';

/** A connection on which nothing happened for so long is closed. */
export const IDLE_MS = 60_000;

export type Served = {
  /** Answers the message at hand, then closes. */
  finish: () => Promise<void>;
};

/**
 * Reads messages from a connection and answers each before the next is looked at, so that whoever
 * sends faster than we store is slowed down by TCP itself. A connection that ends in the middle of
 * a message leaves nothing.
 */
export function serveConnection(
  socket: Socket,
  answer: (frame: MllpFrame) => Promise<FrameAnswer>,
  idleMs: number = IDLE_MS,
): Served {
  const decoder = mllpDecoder(MOST_MESSAGE_BYTES);
  const closed = new AbortController();
  let finishing = false;
  let begun: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  /** A message that has begun must end in time, however slowly its bytes drip. */
  const watch = (anew: boolean) => {
    if (anew || decoder.pendingBytes() === 0) {
      clearTimeout(begun);
      begun = undefined;
    }
    if (decoder.pendingBytes() > 0) begun ??= setTimeout(() => socket.destroy(), idleMs);
  };

  const take = async (chunk: Uint8Array) => {
    const frames = decoder.push(chunk);
    watch(frames.length > 0);
    for (const frame of frames) {
      if (finishing || socket.destroyed) return;
      const { text, known } = await answer(frame);
      if (socket.destroyed) return;
      if (!socket.write(mllpFrame(text))) await once(socket, 'drain', { signal: closed.signal });
      if (!known) finishing = true;
    }
  };

  socket.setNoDelay(true);
  socket.setTimeout(idleMs, () => socket.destroy());
  socket.on('error', (error) => log.debug({ err: error }, 'MLLP connection lost'));
  socket.on('close', () => {
    clearTimeout(begun);
    closed.abort();
  });
  socket.on('data', (chunk) => {
    socket.pause();
    work = take(chunk).then(
      () => {
        if (finishing) socket.destroySoon();
        else socket.resume();
      },
      () => void socket.destroy(),
    );
  });
  return {
    async finish() {
      finishing = true;
      socket.pause();
      await work;
      socket.destroySoon();
    },
  };
}
