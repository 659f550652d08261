import type { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError, invalidField } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { ChangeNameInput, ChangePasswordInput } from './contract';
import { hashPassword, verifyPassword } from './password';
import type { Principal } from './principal';
import { recordOwnEvent } from './record-own-event';
import { attemptSucceeded, reserveAttempt } from './sign-in-attempts';

type Person = Extract<Principal, { kind: 'person' }>;
type When = { requestId: string; now: Date };

/**
 * Changes the person's own password and ends their other sessions. The present one is asked for,
 * and wrong ones count and wait like those on the sign-in page.
 */
export async function changeOwnPassword(
  person: Person,
  given: z.input<typeof ChangePasswordInput>,
  when: When & { address: string },
): Promise<void> {
  const { current, password } = parseInput(ChangePasswordInput, given);
  if (person.demo) throw new AppError('conflict', 'Demo people have no password.');
  const { address, requestId, now } = when;
  const attempt = await reserveAttempt({ account: person.email, address, now });
  if ('waitSeconds' in attempt) {
    throw new AppError('too_many_requests', `Wait ${attempt.waitSeconds} s, then try again.`, {
      retryAfterSeconds: attempt.waitSeconds,
    });
  }
  const db = unboundDb();
  const user = await db.user.findUniqueOrThrow({ where: { id: person.userId } });
  if (!(await verifyPassword(current, user.passwordHash))) {
    throw invalidField('current', 'is not your present password');
  }
  await attemptSucceeded(attempt.attemptId, now);
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await tx.session.updateMany({
      where: { userId: user.id, revokedAt: null, id: { not: person.sessionId } },
      data: { revokedAt: now },
    });
    await recordOwnEvent(tx, {
      user,
      action: 'password.change',
      entity: 'person',
      entityId: user.id,
      requestId,
      now,
    });
  });
}

/** Changes the name the person is shown by from now on; what they did before keeps the old one. */
export async function changeOwnName(
  person: Person,
  given: z.input<typeof ChangeNameInput>,
  when: When,
): Promise<{ name: string }> {
  const { name } = parseInput(ChangeNameInput, given);
  await unboundDb().$transaction(async (tx) => {
    await tx.user.update({ where: { id: person.userId }, data: { name } });
    await recordOwnEvent(tx, {
      user: { id: person.userId, name: person.name },
      action: 'person.rename',
      entity: 'person',
      entityId: person.userId,
      after: { name },
      ...when,
    });
  });
  return { name };
}
