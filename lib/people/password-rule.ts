import { z } from 'zod';

/** Shortest and longest password taken, in characters. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

const RUNS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** Few different characters, or neighbours on the keyboard or in the alphabet only. */
function tooSimple(password: string): boolean {
  const lower = password.toLowerCase();
  return new Set(lower).size < 5 || RUNS.some((run) => run.repeat(21).includes(lower));
}

/** A new password: long rather than complicated, as NIST SP 800-63B advises. */
export const NewPassword = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters; three or four words do well`)
  .max(PASSWORD_MAX, `may have at most ${PASSWORD_MAX} characters`)
  .refine((password) => !tooSimple(password), 'is too easy to guess; use three or four words');
