import { randomFillSync } from 'node:crypto';

const ID_BYTES = 16;
const IDS_AT_ONCE = 1024;

/**
 * UUIDv7 by the thousand: random bytes are drawn for many at once, and within a millisecond they
 * count up, so that neighbours in a file are neighbours in an index.
 */
export function manyIds(now: () => number = Date.now): () => string {
  const bytes = Buffer.alloc(ID_BYTES * IDS_AT_ONCE);
  let next = IDS_AT_ONCE;
  let [ms, count] = [0, 0];
  return () => {
    if (next === IDS_AT_ONCE) {
      randomFillSync(bytes);
      next = 0;
    }
    const at = next * ID_BYTES;
    next += 1;
    const time = now();
    if (time > ms) [ms, count] = [time, 0];
    else count += 1;
    // 26 bits of the count: 12 in rand_a, 14 at the head of rand_b. Beyond them, the next ms.
    if (count === 1 << 26) [ms, count] = [ms + 1, 0];
    bytes.writeUIntBE(ms, at, 6);
    bytes.writeUInt16BE(0x7000 | (count >>> 14), at + 6);
    bytes.writeUInt16BE(0x8000 | (count & 0x3fff), at + 8);
    const hex = bytes.toString('hex', at, at + ID_BYTES);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
