import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { isId } from '@/lib/platform/ids';
import type { Silence, SilencesQuery } from './contract';
import { silenceAnswer, silenceAnswers } from './silence-row';

const Cursor = z.tuple([timeField, z.uuid()]);

function ofState(state: SilencesQuery['state'], now: Date): Prisma.SilenceWhereInput {
  if (state === 'all') return {};
  return state === 'standing'
    ? { endsAt: { gt: now }, endedAt: null }
    : { OR: [{ endsAt: { lte: now } }, { endedAt: { not: null } }] };
}

/** Silences of the lab, the latest made first. */
export async function listSilences(
  ctx: Ctx,
  { limit, cursor, state }: SilencesQuery,
): Promise<{ data: Silence[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.silence.findMany({
    where: {
      AND: [
        ofState(state, ctx.now),
        createdAt === undefined || id === undefined
          ? {}
          : { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await silenceAnswers(ctx.db, ctx.lab.id, page, ctx.now),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** One silence; 404. */
export async function readSilence(ctx: Ctx, id: string): Promise<Silence> {
  authorize(ctx, 'read');
  const row = isId(id) ? await ctx.db.silence.findFirst({ where: { id } }) : null;
  if (!row) throw notFound('silence');
  return silenceAnswer(ctx.db, ctx.lab.id, row, ctx.now);
}
