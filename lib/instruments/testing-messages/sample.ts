/** A message as an instrument or a LIS sends it, to test readers with. */
export type Sample = { name: string; bytes: Uint8Array };

const encoder = new TextEncoder();

/** A sample from its text as UTF-8. */
export const sampleOf = (name: string, text: string): Sample => ({
  name,
  bytes: encoder.encode(text),
});
