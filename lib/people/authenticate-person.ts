import { unboundDb } from '@/lib/platform/db/client';
import type { Principal } from './principal';
import { readSessionToken } from './session-token';

const TOUCH_EVERY_MS = 60_000;

type Person = Extract<Principal, { kind: 'person' }>;

/**
 * The person a Cookie header proves, or null. The token only names a session: session, user and
 * memberships are read anew on each request, so a role taken away is gone at once.
 */
export async function authenticatePerson(cookieHeader: string): Promise<Person | null> {
  const token = await readSessionToken(cookieHeader);
  return token === null ? null : personOfSession(token.sessionId, token.userId);
}

/** The same for a session id out of a verified token. */
export async function personOfSession(sessionId: string, userId: string): Promise<Person | null> {
  const now = new Date();
  const db = unboundDb();
  const session = await db.session.findUnique({
    where: { id: sessionId, userId },
    include: { user: { include: { memberships: { include: { lab: true } } } } },
  });
  if (!session || session.revokedAt !== null || session.expiresAt <= now) return null;
  if (session.user.disabledAt !== null) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_EVERY_MS) {
    await db.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
  const { id, email, name, demo, memberships } = session.user;
  return {
    kind: 'person',
    userId: id,
    sessionId,
    email,
    name,
    demo,
    memberships: memberships.map(({ role, lab }) => ({
      role,
      lab: {
        id: lab.id,
        slug: lab.slug,
        name: lab.name,
        timeZone: lab.timeZone,
        firstWeekday: lab.firstWeekday,
      },
    })),
  };
}
