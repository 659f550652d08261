import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { findDevice } from '../find-device';
import type { StateChangesAnswer, StateChangesQuery, StateNowAnswer } from './contract';
import { readHistories } from './read-histories';
import { isHeld } from './record-state';
import { stateChangeOf } from './state-change-row';

const Cursor = z.tuple([z.iso.datetime(), z.iso.datetime(), z.uuid()]);

/** What a device in use is now; null for one that was retired. */
async function stateNow(ctx: Ctx, id: string): Promise<StateNowAnswer | null> {
  const { name } = await ctx.db.device.findUniqueOrThrow({
    where: { id },
    select: { name: true },
  });
  const [device] = await readHistories(ctx, { from: ctx.now, to: ctx.now, names: [name] });
  if (!device) return null;
  const last = device.history.stretches.at(-1);
  return {
    kind: last?.kind ?? 'unknown',
    code: last?.code ?? null,
    reason: last?.reason ?? null,
    limited: last?.limited ?? false,
    held: await isHeld(ctx.db, ctx, id, ctx.now),
    since: last && Number.isFinite(last.from) ? new Date(last.from).toISOString() : null,
  };
}

/** What was said of a device, the newest first, and what it is now. */
export async function listStateChanges(
  ctx: Ctx,
  name: string,
  { limit, cursor }: StateChangesQuery,
): Promise<StateChangesAnswer> {
  const deviceId = await findDevice(ctx.db, ctx, 'device.read', name);
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const [at, recordedAt, id] = after ?? [];
  const rows = await ctx.db.deviceStateChange.findMany({
    where: {
      deviceId,
      ...(at === undefined || recordedAt === undefined || id === undefined
        ? {}
        : {
            OR: [
              { at: { lt: at } },
              { at, recordedAt: { lt: recordedAt } },
              { at, recordedAt, id: { lt: id } },
            ],
          }),
    },
    orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(stateChangeOf),
    next_cursor: last
      ? encodeCursor([last.at.toISOString(), last.recordedAt.toISOString(), last.id])
      : null,
    now: await stateNow(ctx, deviceId),
  };
}
