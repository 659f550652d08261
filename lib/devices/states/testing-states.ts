import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

/** A statement for a test: when (ISO text), what, and perhaps that it holds or clears a hold. */
export type GivenState = {
  at: string;
  code?: string;
  held?: boolean;
  clears?: boolean;
  reason?: string;
  recordedAt?: string;
};

const BY = { actorKind: 'key', actorName: 'test', requestId: 'test' } as const;

/** A device with what it stated and what was planned for it; answers its id. */
export async function givenDevice(
  labId: string,
  name: string,
  states: readonly GivenState[] = [],
  more: {
    planned?: readonly { from: string; to: string; reason?: string; cancelled?: string }[];
    retired?: string;
  } = {},
): Promise<string> {
  const db = unboundDb();
  const id = newId();
  const known = await db.device.findFirst({ where: { labId, name } });
  const deviceId = known?.id ?? id;
  const retiredAt = more.retired === undefined ? null : new Date(more.retired);
  if (!known) await db.device.create({ data: { id, labId, name, type: 'analyser', retiredAt } });
  await db.deviceStateChange.createMany({
    data: states.map(({ at, code, held = false, clears = false, reason, recordedAt }) => ({
      id: newId(),
      labId,
      deviceId,
      code: code ?? null,
      held,
      clears,
      at: new Date(at),
      recordedAt: new Date(recordedAt ?? at),
      reason: reason ?? null,
      source: 'instrument' as const,
      ...BY,
    })),
  });
  await db.plannedDowntime.createMany({
    data: (more.planned ?? []).map(({ from, to, reason, cancelled }) => ({
      id: newId(),
      labId,
      deviceId,
      startsAt: new Date(from),
      endsAt: new Date(to),
      reason: reason ?? 'Service',
      cancelledAt: cancelled === undefined ? null : new Date(cancelled),
      cancelledBy: cancelled === undefined ? null : 'Ada',
      ...BY,
    })),
  });
  return deviceId;
}
