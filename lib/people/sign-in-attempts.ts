import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, secondsToWait } from './sign-in-delay';

const ACCOUNT_WINDOW_MS = 24 * 3600_000;
const ADDRESS_WINDOW_MS = 3600_000;
const KEPT_MS = 30 * 24 * 3600_000;
/** More failures than this wait as long as this many. */
const COUNTED = 50;

export type Attempt = { account: string; address: string; now: Date };

/**
 * Counts an attempt as failed before the password is looked at, or says how long to wait. Counting
 * first, under a lock for the account and one for the address, leaves parallel guesses no gap; an
 * attempt made while waiting is not counted, so nobody lengthens a wait by asking.
 */
export async function reserveAttempt(
  attempt: Attempt,
): Promise<{ attemptId: string } | { waitSeconds: number }> {
  const { account, address, now } = attempt;
  return unboundDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in account ${account}`}, 0))`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in address ${address}`}, 0))`;

    const recent = await tx.signInAttempt.findMany({
      where: { account, at: { gt: new Date(now.getTime() - ACCOUNT_WINDOW_MS) } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: COUNTED,
    });
    const success = recent.findIndex((row) => row.succeeded);
    const failures = success === -1 ? recent.length : success;
    const forAccount = secondsToWait(
      failures,
      FREE_FOR_ACCOUNT,
      failures > 0 ? (recent[0]?.at ?? null) : null,
      now,
    );

    const fromAddress = await tx.signInAttempt.findMany({
      where: {
        address,
        succeeded: false,
        at: { gt: new Date(now.getTime() - ADDRESS_WINDOW_MS) },
      },
      orderBy: { at: 'desc' },
      take: COUNTED,
    });
    // Where the address is unknown all share one, and its count would only shut everybody out.
    const forAddress =
      address === 'direct'
        ? 0
        : secondsToWait(fromAddress.length, FREE_FOR_ADDRESS, fromAddress[0]?.at ?? null, now);

    const waitSeconds = Math.max(forAccount, forAddress);
    if (waitSeconds > 0) return { waitSeconds };
    const attemptId = newId();
    await tx.signInAttempt.create({
      data: { id: attemptId, account, address, succeeded: false, at: now },
    });
    return { attemptId };
  });
}

/** The password was right: the account starts afresh. Rows of more than 30 days ago go. */
export async function attemptSucceeded(attemptId: string, now: Date): Promise<void> {
  const db = unboundDb();
  await db.signInAttempt.update({ where: { id: attemptId }, data: { succeeded: true } });
  await db.signInAttempt.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEPT_MS) } } });
}
