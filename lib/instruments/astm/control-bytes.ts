/** The control characters of LIS1-A, by their names there. */
export const STX = 0x02;
export const ETX = 0x03;
export const EOT = 0x04;
export const ENQ = 0x05;
export const ACK = 0x06;
export const LF = 0x0a;
export const CR = 0x0d;
export const NAK = 0x15;
export const ETB = 0x17;

/**
 * Checksum of an LIS1-A frame: the sum of its bytes modulo 256, from the frame number to ETB or ETX
 * inclusive, as two hexadecimal digits in capitals.
 */
export function frameChecksum(bytes: Uint8Array): string {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
