import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { isId } from '@/lib/platform/ids';
import { channelAnswer, channelRow, channelRows } from './channel-row';
import type { Channel } from './contract';
import type { ChannelsQuery } from './endpoints';

const Cursor = z.tuple([z.uuid()]);

/** A page of the lab's channels in the order they were made; removed ones are left out. */
export async function listChannels(
  ctx: Ctx,
  { limit, cursor }: ChannelsQuery,
): Promise<{ data: Channel[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Cursor)[0];
  const rows = await channelRows(ctx.db, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(channelAnswer),
    next_cursor: last ? encodeCursor([last.id]) : null,
  };
}

/** A channel of the lab; 404 for none, and for one that was removed. */
export async function readChannel(ctx: Ctx, id: string): Promise<Channel> {
  authorize(ctx, 'read');
  const row = isId(id) ? await channelRow(ctx.db, id) : null;
  if (!row) throw notFound('channel');
  return channelAnswer(row);
}
