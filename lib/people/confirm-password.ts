import { unboundDb } from '@/lib/platform/db/client';
import { AppError, invalidField } from '@/lib/platform/errors';
import { verifyPassword } from './password';
import { attemptSucceeded, reserveAttempt } from './sign-in-attempts';

/** What the people of the demo lab, who have no password, sign with. */
export const DEMO_PASSWORD = 'demo';

/** A wrong one is counted to the account like a failed sign-in; where from is not asked again. */
const ADDRESS = 'direct';

/**
 * Proves that whoever holds the session is still the person it belongs to, for a signature. Counts
 * to the delay of signing in. 422 without a password, 403 `wrong_password`, 429 while waiting.
 */
export async function confirmPassword(
  userId: string,
  password: string | undefined,
  now: Date,
): Promise<void> {
  if (password === undefined || password === '') {
    throw invalidField('password', 'sign with your own password');
  }
  const user = await unboundDb().user.findUniqueOrThrow({ where: { id: userId } });
  const attempt = await reserveAttempt({ account: user.email, address: ADDRESS, now });
  if ('waitSeconds' in attempt) {
    throw new AppError(
      'too_many_requests',
      `Too many wrong passwords. Try again in ${attempt.waitSeconds} seconds.`,
      { retryAfterSeconds: attempt.waitSeconds },
    );
  }
  const right = user.demo
    ? password === DEMO_PASSWORD
    : await verifyPassword(password, user.passwordHash);
  if (!right || user.disabledAt !== null) {
    throw new AppError('wrong_password', 'That is not your password. Nothing was signed.', {
      fields: [{ field: 'password', message: 'is not your password' }],
    });
  }
  await attemptSucceeded(attempt.attemptId, now);
}
