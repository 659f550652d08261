import { ENQ, EOT, ETB, ETX, frameChecksum, STX } from './control-bytes';
import { joined } from './unframe';

/** The most text of a frame: LIS1-A allows 247 characters with its seven of control. */
const FRAME_TEXT = 240;

/**
 * Records as an instrument sends them over a line: each in frames of its own, ENQ before and EOT
 * after. `records` end without CR; `mostText` is in bytes.
 */
export function intoFrames(records: readonly string[], mostText = FRAME_TEXT): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [Uint8Array.of(ENQ)];
  let number = 1;
  for (const record of records) {
    const text = encoder.encode(`${record}\r`);
    for (let from = 0; from < text.length; from += mostText) {
      const end = from + mostText < text.length ? ETB : ETX;
      const piece = text.subarray(from, from + mostText);
      const body = joined([Uint8Array.of(0x30 + number), piece, Uint8Array.of(end)]);
      parts.push(Uint8Array.of(STX), body, encoder.encode(`${frameChecksum(body)}\r\n`));
      number = (number + 1) % 8;
    }
  }
  parts.push(Uint8Array.of(EOT));
  return joined(parts);
}
