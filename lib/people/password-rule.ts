import { z } from 'zod';

/** Shortest and longest password taken, in characters. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

function tooSimple(password: string): boolean {
  const letters = new Set(password.toLowerCase());
  const run = '0123456789abcdefghijklmnopqrstuvwxyz01234567890';
  return letters.size < 5 || run.includes(password.toLowerCase());
}

/** A new password: long rather than complicated, as NIST SP 800-63B advises. */
export const NewPassword = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters; three or four words do well`)
  .max(PASSWORD_MAX, `may have at most ${PASSWORD_MAX} characters`)
  .refine((password) => !tooSimple(password), 'is too easy to guess; use three or four words');
