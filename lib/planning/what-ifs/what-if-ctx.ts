import type { Actor } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { WhatIf } from '@/lib/platform/db/generated/client';
import { labDb } from '@/lib/platform/db/lab-db';

/** Whoever asked; what they might do by then is of no account here. */
function actorOf({ actorKind, actorId, actorName: name, requestId }: WhatIf): Actor {
  if (actorKind === 'person' && actorId !== null) {
    return { kind: 'person', userId: actorId, sessionId: requestId, name, role: 'viewer' };
  }
  if (actorKind === 'key' && actorId !== null) {
    return { kind: 'key', keyId: actorId, deviceId: null, name, role: 'viewer' };
  }
  return { kind: 'system', job: name };
}

/** The ctx a job works in for a what-if: its lab, and in the name of whoever asked for it. */
export async function ctxOfWhatIf(row: WhatIf): Promise<Ctx> {
  const db = labDb(row.labId);
  const lab = await db.lab.findFirstOrThrow({
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  return { actor: actorOf(row), lab, requestId: row.requestId, now: new Date(), db };
}
