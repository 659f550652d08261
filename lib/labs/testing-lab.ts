import type { Actor } from '@/lib/platform/access/actor';
import type { KeyRole, Role } from '@/lib/platform/access/roles';
import type { Ctx, LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { createLab, type NewLab } from './create-lab';

export type TestLab = {
  lab: LabRef;
  /** The ctx of a person of that role; each call makes another person, with a membership. */
  ctxFor: (role: Role, now?: Date) => Promise<Ctx & { actor: Extract<Actor, { kind: 'person' }> }>;
  /** The ctx of a key of that role that nobody stored. */
  keyCtxFor: (role: KeyRole, deviceId?: string) => Ctx;
};

/** A lab of its own for one test, in the test's own database; without alert rules unless asked for. */
export async function makeTestLab(given: Partial<NewLab> = {}): Promise<TestLab> {
  const db = unboundDb();
  const lab = await createLab(db, {
    slug: `lab-${newId().slice(-12)}`,
    name: 'Test laboratory',
    timeZone: 'Europe/Berlin',
    // Or whoever counts alerts would count those as well.
    alertRules: 'none',
    ...given,
  });
  const rest = (now: Date) => ({ lab, requestId: newId(), now, db: labDb(lab.id) });
  return {
    lab,
    async ctxFor(role, now = new Date()) {
      const userId = newId();
      await db.user.create({
        data: {
          id: userId,
          email: `${userId}@example.test`,
          name: `Test ${role}`,
          memberships: { create: { labId: lab.id, role } },
        },
      });
      return {
        ...rest(now),
        actor: { kind: 'person', userId, sessionId: newId(), name: `Test ${role}`, role },
      };
    },
    keyCtxFor(role, deviceId) {
      return {
        ...rest(new Date()),
        actor: { kind: 'key', keyId: newId(), deviceId: deviceId ?? null, name: 'test key', role },
      };
    },
  };
}
