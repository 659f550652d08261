/** The bytes around a message on the wire: MLLP release 1, `<VT> message <FS><CR>`. */
const START = 0x0b;
const END = 0x1c;
/** Enough of a message that is refused to answer it by its name: its MSH. */
const HEAD_BYTES = 2048;
const FIRST_ROOM = 4096;

/**
 * What came: a message without its frame; one that was longer than allowed; or one that was broken
 * off, because another began inside it. Of the last two only the head is kept, to answer by.
 */
export type MllpFrame = { kind: 'message' | 'too_long' | 'broken'; bytes: Uint8Array };

export type MllpDecoder = {
  /** Takes the next bytes of the connection; gives the frames that they complete, in order. */
  push: (chunk: Uint8Array) => MllpFrame[];
  /** Bytes of a message that has begun and not ended. */
  pendingBytes: () => number;
  /** Bytes that came outside of frames, line ends aside. */
  noiseBytes: () => number;
};

/**
 * Takes a stream of bytes apart, however it was cut into pieces. Each byte is looked at once, and no
 * more than `maxBytes` of a message are kept. The carriage return behind a frame may be missing.
 */
export function mllpDecoder(maxBytes: number): MllpDecoder {
  let state: 'outside' | 'inside' | 'skipping' = 'outside';
  let room = new Uint8Array(FIRST_ROOM);
  let used = 0;
  let noise = 0;

  const keep = (bytes: Uint8Array) => {
    if (used + bytes.length > room.length) {
      const wider = new Uint8Array(Math.max(room.length * 2, used + bytes.length));
      wider.set(room.subarray(0, used));
      room = wider;
    }
    room.set(bytes, used);
    used += bytes.length;
  };

  const take = (kind: MllpFrame['kind']): MllpFrame => {
    const bytes = room.slice(0, kind === 'message' ? used : Math.min(used, HEAD_BYTES));
    used = 0;
    // The room of one long message is not kept for the short ones that follow.
    if (room.length > FIRST_ROOM * 16) room = new Uint8Array(FIRST_ROOM);
    return { kind, bytes };
  };

  /** Up to the next byte that ends or begins a frame. */
  const nextMark = (chunk: Uint8Array, from: number): number => {
    for (let at = from; at < chunk.length; at += 1) {
      if (chunk[at] === START || chunk[at] === END) return at;
    }
    return chunk.length;
  };

  return {
    push(chunk) {
      const frames: MllpFrame[] = [];
      let at = 0;
      while (at < chunk.length) {
        const mark = nextMark(chunk, at);
        const piece = chunk.subarray(at, mark);
        if (state === 'outside') {
          for (const byte of piece) if (byte !== 0x0d && byte !== 0x0a) noise += 1;
        } else if (state === 'inside') {
          keep(piece.subarray(0, maxBytes + 1 - used));
          if (used > maxBytes) {
            frames.push(take('too_long'));
            state = 'skipping';
          }
        }
        at = mark + 1;
        if (mark === chunk.length) break;
        if (chunk[mark] === START) {
          if (state === 'inside') frames.push(take('broken'));
          state = 'inside';
        } else {
          if (state === 'inside') frames.push(take('message'));
          else if (state === 'outside') noise += 1;
          state = 'outside';
        }
      }
      return frames;
    },
    pendingBytes: () => used,
    noiseBytes: () => noise,
  };
}

/** A message, or an acknowledgement, in its frame. */
export function mllpFrame(message: string | Uint8Array): Uint8Array {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : message;
  const frame = new Uint8Array(bytes.length + 3);
  frame[0] = START;
  frame.set(bytes, 1);
  frame[bytes.length + 1] = END;
  frame[bytes.length + 2] = 0x0d;
  return frame;
}
