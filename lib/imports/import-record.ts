import type { Actor } from '@/lib/platform/access/actor';
import { isPersonRole } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Import } from '@/lib/platform/db/generated/client';
import { labDb } from '@/lib/platform/db/lab-db';

/** Whoever uploaded it; the session is over by now and of no account here. */
function actorOf(record: Import): Actor {
  const { actorKind, actorId, actorName: name, actorRole: role } = record;
  if (actorKind === 'person' && actorId !== null && isPersonRole(role)) {
    return { kind: 'person', userId: actorId, sessionId: record.requestId, name, role };
  }
  if (actorKind === 'key' && actorId !== null) {
    return { kind: 'key', keyId: actorId, deviceId: null, name, role };
  }
  return { kind: 'system', job: name };
}

/** The ctx a job works in for an import: its lab, and in the name of whoever uploaded it. */
export async function ctxOfImport(record: Import): Promise<Ctx> {
  const lab = await unboundDb().lab.findUniqueOrThrow({
    where: { id: record.labId },
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  const { requestId } = record;
  return { actor: actorOf(record), lab, requestId, now: new Date(), db: labDb(lab.id) };
}
