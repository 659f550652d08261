import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { containersById } from '../container-row';
import type { Container } from '../contract';
import type { Refusal } from '../places/place-refused';

const Kept = z.array(z.object({ id: z.string(), times: z.int() }));

/** Whether what was to move is where it was to go: the same move was told before. */
async function isDone(tx: LabTx, ctx: Ctx, { container, to }: Refusal): Promise<boolean> {
  if (container === null) return false;
  const { deviceId, slot } = to;
  const there = await tx.occupancy.count({
    where: { deviceId, slot, thing: 'container', containerId: container.id },
  });
  return there > 0;
}

/**
 * Keeps a refused move as an open placement conflict, since the arm may have moved all the same; told
 * again it counts on. A container that stands on the target already is in nobody's way: a move that
 * is told twice is refused and nothing is kept. In a transaction of its own: that of the move was rolled back, with what the
 * request had moved before it. Answers the 409 that tells whoever asked, with both as they now stand.
 */
export async function keepConflict(ctx: Ctx, refusal: Refusal): Promise<AppError> {
  const { kind, container, occupant, from, to, detail, field } = refusal;
  const { actorKind, actorId, actorName } = actorColumns(ctx.actor);
  const { id, now } = await ctx.db.$transaction(async (tx) => {
    const ids = [container, occupant].flatMap((one) => one?.id ?? []);
    if (await isDone(tx, ctx, refusal)) {
      return { id: null, now: await containersById(tx, ctx.lab.id, ids) };
    }
    const [kept] = Kept.parse(
      await tx.$queryRaw`
        INSERT INTO placement_conflicts (id, lab_id, kind, container_id, occupant_id,
          from_device_id, from_slot, to_device_id, to_slot, at, last_at,
          actor_kind, actor_id, actor_name, request_id)
        VALUES (${newId()}::uuid, ${ctx.lab.id}::uuid, ${kind}::conflict_kind,
          ${container?.id ?? null}::uuid, ${occupant?.id ?? null}::uuid,
          ${from.deviceId}::uuid, ${from.slot}, ${to.deviceId}::uuid, ${to.slot},
          ${ctx.now}::timestamptz, ${ctx.now}::timestamptz,
          ${actorKind}::actor_kind, ${actorId}::uuid, ${actorName}, ${ctx.requestId})
        ON CONFLICT (lab_id, container_id, from_device_id, from_slot, to_device_id, to_slot)
          WHERE ended_at IS NULL
        DO UPDATE SET times = placement_conflicts.times + 1, kind = EXCLUDED.kind,
          occupant_id = EXCLUDED.occupant_id,
          last_at = greatest(placement_conflicts.last_at, EXCLUDED.last_at)
        RETURNING id::text AS id, times`,
    );
    if (!kept) throw new Error('A conflict was neither kept nor counted');
    await recordAuditEvent(tx, ctx, {
      action: 'container.move_refused',
      entity: 'container',
      ...(container ? { entityId: container.id } : {}),
      after: { conflict: kept.id, times: kept.times, kind, from, to, detail },
    });
    const entityId = container?.id ?? kept.id;
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'container', entityId, version: kept.times });
    return { id: kept.id, now: await containersById(tx, ctx.lab.id, ids) };
  });
  const stands = (one: Container | null) => (one === null ? null : (now.get(one.id) ?? one));
  return new AppError('conflict', detail, {
    fields: [{ field, message: detail }],
    extra: { container: stands(container), occupant: stands(occupant), conflict: id },
  });
}
