import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { findDevice } from '../find-device';
import type { Downtime, DowntimesQuery } from './contract';
import { downtimeDto } from './downtime-row';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** The planned downtimes of a device, the latest first, cancelled ones too. */
export async function listDowntimes(
  ctx: Ctx,
  name: string,
  { limit, cursor }: DowntimesQuery,
): Promise<{ data: Downtime[]; next_cursor: string | null }> {
  const deviceId = await findDevice(ctx.db, ctx, 'device.read', name);
  const [startsAt, id] = cursor === undefined ? [] : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.plannedDowntime.findMany({
    where: {
      deviceId,
      ...(startsAt === undefined || id === undefined
        ? {}
        : { OR: [{ startsAt: { lt: startsAt } }, { startsAt, id: { lt: id } }] }),
    },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => downtimeDto(row, ctx.now)),
    next_cursor: last ? encodeCursor([last.startsAt.toISOString(), last.id]) : null,
  };
}
