import { z } from 'zod';

/** One of these words; any other is refused by naming them all. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}
