import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { SPECIMEN_NUMBER, type Note } from '../contract';
import { NOTE_SELECT, noteDto } from './note-row';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** A specimen's notes, newest first. */
export async function listNotes(
  ctx: Ctx,
  number: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: Note[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const specimen = await ctx.db.specimen.findFirst({ where: { number }, select: { id: true } });
  if (!specimen) throw notFound('specimen');
  const rows = await ctx.db.note.findMany({
    where: {
      specimenId: specimen.id,
      ...(after && {
        OR: [
          { createdAt: { lt: new Date(after[0]) } },
          { createdAt: new Date(after[0]), id: { lt: after[1] } },
        ],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    select: { id: true, ...NOTE_SELECT },
  });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map(noteDto),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
