import { unboundDb } from '@/lib/platform/db/client';
import { notFound } from '@/lib/platform/errors';
import type { OwnSession } from './contract';
import type { Principal } from './principal';
import { recordOwnEvent } from './record-own-event';

type Person = Extract<Principal, { kind: 'person' }>;
type When = { requestId: string; now: Date };

/** Where a person is signed in, the present one first, then by last use. */
export async function ownSessions(person: Person, now: Date): Promise<OwnSession[]> {
  const rows = await unboundDb().session.findMany({
    where: { userId: person.userId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { lastSeenAt: 'desc' },
    take: 50,
  });
  return rows
    .map((row) => ({
      sessionId: row.id,
      current: row.id === person.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      address: row.address,
      userAgent: row.userAgent,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of the person's own sessions. 404 for any other. */
export async function endOwnSession(person: Person, sessionId: string, when: When): Promise<void> {
  await unboundDb().$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId: person.userId, revokedAt: null },
      data: { revokedAt: when.now },
    });
    if (count === 0) throw notFound('session of yours');
    await recordOwnEvent(tx, {
      user: { id: person.userId, name: person.name },
      action: 'session.end',
      entity: 'session',
      entityId: sessionId,
      ...when,
    });
  });
}

/** Signs the person out everywhere, here included. */
export async function endAllOwnSessions(person: Person, when: When): Promise<void> {
  await unboundDb().$transaction(async (tx) => {
    await tx.session.updateMany({
      where: { userId: person.userId, revokedAt: null },
      data: { revokedAt: when.now },
    });
    await recordOwnEvent(tx, {
      user: { id: person.userId, name: person.name },
      action: 'session.end_all',
      entity: 'person',
      entityId: person.userId,
      ...when,
    });
  });
}
