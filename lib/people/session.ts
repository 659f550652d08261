import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { recordOwnEvent } from './record-own-event';

/** After this a person signs in again, however busy they were. */
export const SESSION_LIFETIME_SECONDS = 12 * 3600;

/** Where a sign-in came from, as kept with its session. */
export type SignInFrom = {
  address: string;
  userAgent: string | null;
  /** The session the browser had until now; a new sign-in ends it. */
  replaces: string | null;
  requestId: string;
  now: Date;
};

/** Starts a session for somebody who has proved who they are, and returns its id. */
export async function startSession(
  user: { id: string; name: string },
  from: SignInFrom,
): Promise<string> {
  const { now, requestId } = from;
  const id = newId();
  await unboundDb().$transaction(async (tx) => {
    if (from.replaces !== null) {
      await tx.session.updateMany({
        where: { id: from.replaces, revokedAt: null },
        data: { revokedAt: now },
      });
    }
    await tx.session.create({
      data: {
        id,
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_LIFETIME_SECONDS * 1000),
        address: from.address === 'direct' ? null : from.address,
        userAgent: from.userAgent?.slice(0, 300) ?? null,
      },
    });
    await recordOwnEvent(tx, {
      user,
      action: 'session.start',
      entity: 'session',
      entityId: id,
      requestId,
      now,
    });
  });
  return id;
}
