import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { Changes, type ContainerHistoryEntry, type Place } from '../contract';
import { containerIdOf } from '../read-container';

const Cursor = z.tuple([z.int32()]);

function placeOf(device: { name: string } | null, position: number | null): Place | null {
  return device === null || position === null ? null : { device: device.name, position };
}

/** The history of a container, oldest first unless the newest are asked for first. */
export async function containerHistory(
  ctx: Ctx,
  ref: string,
  query: { limit: number; cursor?: string; newestFirst?: boolean },
): Promise<{ data: ContainerHistoryEntry[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const { limit, cursor, newestFirst = false } = query;
  const [last] = cursor === undefined ? [undefined] : decodeCursor(cursor, Cursor);
  const containerId = await containerIdOf(ctx.db, ctx, ref);
  const rows = await ctx.db.containerMove.findMany({
    where: {
      containerId,
      ...(last !== undefined && { sequence: newestFirst ? { lt: last } : { gt: last } }),
    },
    orderBy: { sequence: newestFirst ? 'desc' : 'asc' },
    take: limit + 1,
    include: { fromDevice: { select: { name: true } }, toDevice: { select: { name: true } } },
  });
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      id: row.id,
      sequence: row.sequence,
      action: row.action,
      thing: row.thing,
      from: placeOf(row.fromDevice, row.fromSlot),
      to: placeOf(row.toDevice, row.toSlot),
      changes: Changes.parse(row.changes ?? {}),
      at: row.at.toISOString(),
      reason: row.reason,
      source: row.source,
      actor: { kind: row.actorKind, name: row.actorName },
      request_id: row.requestId,
    })),
    next_cursor: end ? encodeCursor([end.sequence]) : null,
  };
}
