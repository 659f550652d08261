import { UnreadableMessage } from '../event';
import { ACK, CR, ENQ, EOT, ETB, ETX, frameChecksum, LF, NAK, STX } from './control-bytes';

/** What may stand between frames: the talk of the line, line ends and padding. */
const NOISE = new Set([0x00, EOT, ENQ, ACK, LF, CR, NAK, 0x20]);

/** Whether frames of LIS1-A are to be expected in it, or the talk before one. */
export function isFramed(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => !NOISE.has(byte));
  return first === STX || (first === undefined && bytes.includes(ENQ));
}

type Frame = {
  /** As it was sent; NaN where there is no digit. */
  number: number;
  text: Uint8Array;
  /** Ended by ETB: its text goes on in the next. */
  continues: boolean;
  /** null where its checksum is right. */
  fault: UnreadableMessage | null;
  /** Where the next may begin. */
  end: number;
};

/** The frame whose STX stands at `start`, the `nth` of the body. */
function readFrame(bytes: Uint8Array, start: number, nth: number): Frame {
  let stop = start + 1;
  while (stop < bytes.length) {
    const byte = bytes[stop];
    if (byte === ETX || byte === ETB || byte === STX) break;
    stop += 1;
  }
  if (stop + 3 > bytes.length || bytes[stop] === STX) {
    throw new UnreadableMessage('incomplete', `Frame ${nth} of the body is cut short.`);
  }
  const given = String.fromCharCode(bytes[stop + 1] ?? 0, bytes[stop + 2] ?? 0);
  const right = frameChecksum(bytes.subarray(start + 1, stop + 1));
  const number = (bytes[start + 1] ?? 0) - 0x30;
  const shown = /^[\x21-\x7e]{2}$/.test(given) ? given : 'none';
  const fault =
    given.toUpperCase() === right
      ? null
      : new UnreadableMessage(
          'bad_checksum',
          `Frame ${nth} of the body: the checksum sent is ${shown}, its bytes make ${right}.`,
        );
  const text = bytes.subarray(Math.min(start + 2, stop), stop);
  return { number, text, continues: bytes[stop] === ETB, fault, end: stop + 3 };
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Puts the frames of a body in their order. */
class Sequence {
  readonly parts: Uint8Array[] = [];
  /** The frame taken last, and which of the body it was. */
  private last: Frame | null = null;
  /** The sender may send a damaged frame again. */
  private damaged: UnreadableMessage | null = null;
  private nth = 0;
  private expected = 1;
  /** At the start of a transmission. */
  private fresh = true;

  transmissionBegins(): void {
    this.end();
    this.expected = 1;
    this.fresh = true;
  }

  take(frame: Frame, nth: number): void {
    if (frame.fault) {
      if (this.damaged) throw this.damaged;
      this.damaged = frame.fault;
      return;
    }
    const again = !this.fresh && this.last?.number === frame.number && this.damaged === null;
    if (again && this.last !== null && sameBytes(this.last.text, frame.text)) return;
    // 0x48 is H: a body may begin in the middle of a transmission, where a message begins.
    const begins = this.fresh && frame.text[0] === 0x48;
    if (frame.number !== this.expected && !begins) {
      if (this.damaged) throw this.damaged;
      throw this.numbered(frame.number, nth);
    }
    if (!(frame.number >= 0 && frame.number <= 7)) throw this.numbered(frame.number, nth);
    this.parts.push(frame.text);
    // What an end frame leaves open ends with it.
    if (!frame.continues && frame.text.at(-1) !== CR) this.parts.push(Uint8Array.of(CR));
    this.last = frame;
    this.damaged = null;
    this.nth = nth;
    this.expected = (frame.number + 1) % 8;
    this.fresh = false;
  }

  end(): void {
    if (this.damaged) throw this.damaged;
    if (this.last?.continues && !this.fresh) {
      throw new UnreadableMessage(
        'incomplete',
        `Frame ${this.nth} of the body says that it goes on in another, and none follows.`,
      );
    }
  }

  private numbered(number: number, nth: number): UnreadableMessage {
    if (!(number >= 0 && number <= 7)) {
      return new UnreadableMessage('malformed', `Frame ${nth} of the body has no number 0 to 7.`);
    }
    return new UnreadableMessage(
      'incomplete',
      `The frame with the number ${this.expected} is missing: frame ${nth} of the body has ${number}.`,
    );
  }
}

/**
 * The text of LIS1-A frames put together: `<STX> FN text <ETB|ETX> checksum <CR><LF>`, with whatever
 * ENQ, ACK, NAK and EOT stand between them. Frame numbers run 1 to 7, then 0, and begin with 1 after
 * each ENQ; a body may begin in the middle of a transmission, where a message begins. A frame sent
 * again, because its answer was lost or it arrived damaged, counts once.
 *
 * Throws UnreadableMessage: bad_checksum, incomplete and malformed name the frame.
 */
export function unframe(bytes: Uint8Array): Uint8Array {
  const sequence = new Sequence();
  let nth = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === STX) {
      nth += 1;
      const frame = readFrame(bytes, at, nth);
      sequence.take(frame, nth);
      at = frame.end;
      continue;
    }
    if (byte === ENQ || byte === EOT) sequence.transmissionBegins();
    if (!NOISE.has(byte)) {
      throw new UnreadableMessage(
        'malformed',
        `There is text after frame ${nth} of the body that is in no frame.`,
      );
    }
    at += 1;
  }
  if (nth === 0) throw new UnreadableMessage('incomplete', 'There is no frame in the body.');
  sequence.end();
  return joined(sequence.parts);
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
