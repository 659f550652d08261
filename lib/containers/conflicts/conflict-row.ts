import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { containersById } from '../container-row';
import type { PlacementConflict } from '../contract';

const NAME = { select: { name: true } } as const;

async function rowsWhere(
  tx: Pick<LabTx, 'placementConflict'>,
  where: { id?: { lt: string } | string; endedAt?: null | { not: null } },
  take: number,
) {
  return tx.placementConflict.findMany({
    where,
    orderBy: { id: 'desc' },
    take,
    include: { fromDevice: NAME, toDevice: NAME },
  });
}

/** Conflicts as they are told, newest first, with their containers as they now stand. */
export async function conflictsWhere(
  tx: Pick<LabTx, 'placementConflict' | '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  where: Parameters<typeof rowsWhere>[1],
  take: number,
): Promise<PlacementConflict[]> {
  const rows = await rowsWhere(tx, where, take);
  const ids = rows.flatMap(({ containerId, occupantId }) =>
    [containerId ?? [], occupantId ?? []].flat(),
  );
  const containers = await containersById(tx, ctx.lab.id, ids);
  const who = (id: string | null) => (id === null ? null : (containers.get(id) ?? null));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    container: who(row.containerId),
    occupant: who(row.occupantId),
    from: { device: row.fromDevice.name, position: row.fromSlot },
    to: { device: row.toDevice.name, position: row.toSlot },
    times: row.times,
    at: row.at.toISOString(),
    last_at: row.lastAt.toISOString(),
    actor: { kind: row.actorKind, name: row.actorName },
    open: row.endedAt === null,
    ended: row.ended,
    ended_at: row.endedAt?.toISOString() ?? null,
    ended_by: row.endedBy,
    end_reason: row.endReason,
  }));
}

/** One conflict; 404 for none. */
export async function conflictOf(
  tx: Pick<LabTx, 'placementConflict' | '$queryRaw'>,
  ctx: Ctx,
  id: string,
): Promise<PlacementConflict> {
  authorize(ctx, 'platform.read');
  const [conflict] = isId(id) ? await conflictsWhere(tx, ctx, { id }, 1) : [];
  if (!conflict) throw notFound('placement conflict');
  return conflict;
}
