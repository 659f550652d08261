/** Uniform in [0, 1). */
type Unit = () => number;

/** Bytes that mean something in one of the formats, or in UTF-8. */
const TELLING = [
  0x00, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0b, 0x0d, 0x17, 0x1c, 0x20, 0x22, 0x26, 0x2b, 0x2d,
  0x2e, 0x30, 0x39, 0x3c, 0x3e, 0x41, 0x58, 0x5b, 0x5c, 0x5d, 0x5e, 0x7b, 0x7c, 0x7d, 0x7e, 0x80,
  0xbf, 0xc3, 0xe2, 0xef, 0xf0, 0xfe, 0xff,
];

/** No message grows beyond this, however often a piece of it is repeated. */
const MOST_BYTES = 64 * 1024;

function spliced(
  bytes: Uint8Array,
  from: number,
  to: number,
  piece: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(from + piece.length + bytes.length - to);
  made.set(bytes.subarray(0, from));
  made.set(piece, from);
  made.set(bytes.subarray(to), from + piece.length);
  return made;
}

/** Where a line begins, near a place. */
function lineStart(bytes: Uint8Array, near: number): number {
  let at = near;
  while (at > 0 && bytes[at - 1] !== 0x0d && bytes[at - 1] !== 0x0a) at -= 1;
  return at;
}

function repeated(piece: Uint8Array, times: number): Uint8Array {
  const made = new Uint8Array(piece.length * times);
  for (let nth = 0; nth < times; nth += 1) made.set(piece, nth * piece.length);
  return made;
}

/**
 * A message with one to eight faults: bits turned, bytes put for others, pieces lost, doubled, put
 * elsewhere, taken from another message or repeated many times, the end torn off. The same `unit`
 * gives the same.
 */
export function mutateBytes(
  original: Uint8Array,
  other: Uint8Array,
  unit: Unit,
): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array(original);
  const below = (limit: number) => Math.floor(unit() * limit);
  const telling = () => TELLING[below(TELLING.length)] ?? 0;
  const range = (of: Uint8Array, most: number): [number, number] => {
    const from = below(of.length + 1);
    return [from, Math.min(of.length, from + below(most))];
  };
  for (let faults = 1 + below(8); faults > 0; faults -= 1) {
    const at = below(bytes.length);
    switch (below(10)) {
      case 0:
        if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
      case 2:
        if (bytes.length > 0) bytes[at] = telling();
        break;
      case 3:
        bytes = spliced(
          bytes,
          at,
          at,
          Uint8Array.of(telling(), ...(unit() < 0.5 ? [telling()] : [])),
        );
        break;
      case 4: {
        const [from, to] = range(bytes, 40);
        bytes = spliced(bytes, from, to, new Uint8Array());
        break;
      }
      case 5: {
        const [from, to] = range(other, 200);
        bytes = spliced(bytes, at, at, other.subarray(from, to));
        break;
      }
      case 6: {
        const [from, to] = range(bytes, 30);
        const times = 1 + below(unit() < 0.1 ? 2000 : 8);
        const piece = bytes.slice(from, to);
        if (bytes.length + piece.length * times < MOST_BYTES) {
          bytes = spliced(bytes, from, from, repeated(piece, times));
        }
        break;
      }
      case 7: {
        // A line taken out, and put before another.
        const from = lineStart(bytes, at);
        let to = at;
        while (to < bytes.length && bytes[to] !== 0x0d && bytes[to] !== 0x0a) to += 1;
        const line = bytes.slice(from, to + 1);
        bytes = spliced(bytes, from, Math.min(to + 1, bytes.length), new Uint8Array());
        const target = lineStart(bytes, below(bytes.length + 1));
        bytes = spliced(bytes, target, target, line);
        break;
      }
      case 8:
        if (unit() < 0.2) bytes = bytes.slice(0, at);
        break;
      default:
        // A digit for another: numbers and times that do not exist.
        for (let look = at; look < Math.min(bytes.length, at + 60); look += 1) {
          const byte = bytes[look] ?? 0;
          if (byte >= 0x30 && byte <= 0x39) {
            bytes[look] = 0x30 + below(10);
            break;
          }
        }
    }
  }
  return bytes;
}
