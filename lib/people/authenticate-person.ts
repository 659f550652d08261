import { labSettings } from '@/lib/labs/settings';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { realAdminExists } from './demo-mode';
import type { Principal } from './principal';
import { readSessionToken } from './session-token';

const TOUCH_EVERY_MS = 60_000;
/** For a person who belongs to no lab. */
const IDLE_MINUTES = 60;

type Person = Extract<Principal, { kind: 'person' }>;

/**
 * The person a Cookie header proves, or null. The token only names a session: session, user and
 * memberships are read anew on each request, so a role taken away is gone at once.
 */
export async function authenticatePerson(
  cookieHeader: string,
  use: { counts?: boolean } = {},
): Promise<Person | null> {
  const token = await readSessionToken(cookieHeader);
  return token === null
    ? null
    : personOfSession(token.sessionId, token.userId, new Date(), use.counts);
}

/**
 * The same for a session id out of a verified token. It counts as a sign of life unless `counts`
 * is false: what runs by itself keeps nobody signed in.
 */
export async function personOfSession(
  sessionId: string,
  userId: string,
  now: Date = new Date(),
  counts = true,
): Promise<Person | null> {
  const db = unboundDb();
  const session = await db.session.findUnique({
    where: { id: sessionId, userId },
    include: {
      user: {
        include: { memberships: { include: { lab: true }, orderBy: { createdAt: 'asc' } } },
      },
    },
  });
  if (!session || session.revokedAt !== null || session.expiresAt <= now) return null;
  const { id, email, name, demo, disabledAt, memberships } = session.user;
  if (disabledAt !== null) return null;
  if (demo && (!env().BENCHWATCH_EMBEDDED || (await realAdminExists()))) return null;
  const idleMs = now.getTime() - session.lastSeenAt.getTime();
  if (idleMs > idleMinutes(memberships.map(({ lab }) => lab.settings)) * 60_000) return null;
  if (counts && idleMs > TOUCH_EVERY_MS) {
    await db.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
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

/** The strictest idle time among a person's labs. */
function idleMinutes(settings: readonly unknown[]): number {
  const each = settings.map((stored) => labSettings(stored).idleMinutes);
  return each.length > 0 ? Math.min(...each) : IDLE_MINUTES;
}
