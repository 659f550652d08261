/** A message as instruments send it, and what it is for people who read a list of them. */
export type SampleMessage = { name: string; text: string };

/** Segments as they go over the wire: each ended by a carriage return. */
export const segments = (...lines: readonly string[]) => lines.map((line) => `${line}\r`).join('');
