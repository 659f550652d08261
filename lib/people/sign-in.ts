import { unboundDb } from '@/lib/platform/db/client';
import { demoOffer, type DemoRequest, offers, realAdminExists } from './demo-mode';
import { verifyPassword } from './password';
import { attemptSucceeded, reserveAttempt } from './sign-in-attempts';
import { type SignInFrom, startSession } from './session';

export type SignedIn = { userId: string; sessionId: string };

/**
 * Why somebody was not signed in. An unknown account, a wrong password and a disabled person get
 * the same answer after the same time.
 */
export type Refusal = { refused: 'wrong' } | { refused: 'wait'; seconds: number };

/** Signs a person in by email and password. */
export async function signInByPassword(
  given: { email: string; password: string },
  from: SignInFrom,
): Promise<SignedIn | Refusal> {
  const account = given.email.trim().toLowerCase().slice(0, 254);
  const attempt = await reserveAttempt({ account, address: from.address, now: from.now });
  if ('waitSeconds' in attempt) return { refused: 'wait', seconds: attempt.waitSeconds };
  const user = await unboundDb().user.findUnique({ where: { email: account } });
  const right = await verifyPassword(given.password, user?.passwordHash ?? null);
  if (!user || !right || user.disabledAt !== null) return { refused: 'wrong' };
  await attemptSucceeded(attempt.attemptId, from.now);
  return { userId: user.id, sessionId: await startSession(user, from) };
}

/** Signs one of the demo lab's people in without a password, where demo mode offers them. */
export async function signInToDemo(
  email: string,
  request: DemoRequest,
  from: SignInFrom,
): Promise<SignedIn | Refusal> {
  const user = await unboundDb().user.findUnique({
    where: { email, demo: true, disabledAt: null },
    include: { memberships: true },
  });
  const offer = demoOffer(request, await realAdminExists());
  const roles = user?.memberships.map((membership) => membership.role) ?? [];
  if (!user || !offers(offer, roles)) return { refused: 'wrong' };
  return { userId: user.id, sessionId: await startSession(user, from) };
}
