import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { Message, MessagesQuery } from './contract';
import { messageConditions, visibleMessages } from './message-conditions';
import { MESSAGE_COLUMNS, messageAnswer } from './message-row';

const Cursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** A page of what instruments sent, the latest first. */
export async function listMessages(
  ctx: Ctx,
  { limit, cursor, ...filters }: MessagesQuery,
): Promise<{ data: Message[]; next_cursor: string | null }> {
  authorize(ctx, 'device.read');
  const before = cursor === undefined ? null : BigInt(decodeCursor(cursor, Cursor)[0]);
  const rows = await ctx.db.instrumentMessage.findMany({
    where: {
      AND: [
        visibleMessages(ctx),
        await messageConditions(ctx, filters),
        before === null ? {} : { position: { lt: before } },
      ],
    },
    select: MESSAGE_COLUMNS,
    orderBy: { position: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(messageAnswer),
    next_cursor: last ? encodeCursor([last.position.toString()]) : null,
  };
}
