import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import type { ImportAnswer } from './contract';
import { importAnswer } from './import-answer';

const Cursor = z.tuple([timeField, z.uuid()]);

/** The newest first. */
export async function listImports(
  ctx: Ctx,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: ImportAnswer[]; nextCursor: string | null }> {
  authorize(ctx, 'read');
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const rows = await ctx.db.import.findMany({
    where: {
      status: { not: 'uploading' },
      ...(after
        ? {
            OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }],
          }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const kept = await ctx.db.importChunk.findMany({
    where: { importId: { in: page.map(({ id }) => id) }, index: 0 },
    select: { importId: true },
  });
  const withBytes = new Set(kept.map(({ importId }) => importId));
  const last = page.at(-1);
  return {
    data: page.map((row) => importAnswer(row, withBytes.has(row.id))),
    nextCursor:
      rows.length > query.limit && last
        ? encodeCursor([last.createdAt.toISOString(), last.id])
        : null,
  };
}
