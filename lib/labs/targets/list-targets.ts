import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { sameName } from '@/lib/platform/db/same-name';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { TargetsQuery, TargetVersion, VersionStatus } from './contract';
import { targetVersionOf, WITH_NAMES } from './target-version';

const Cursor = z.tuple([z.uuid()]);

function periodOf(status: VersionStatus | undefined, now: Date): Prisma.TargetWhereInput {
  switch (status) {
    case 'past':
      return { effectiveTo: { lte: now } };
    case 'future':
      return { effectiveFrom: { gt: now } };
    case 'in_force':
      return {
        effectiveFrom: { lte: now },
        OR: [{ effectiveTo: null }, { effectiveTo: { gt: now } }],
      };
    case undefined:
      return {};
  }
}

/** A page of the lab's targets, every version of them, in the order they were made. */
export async function listTargets(
  ctx: Ctx,
  query: TargetsQuery,
): Promise<{ data: TargetVersion[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const { limit, cursor, segment, assay, priority, location, status } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Cursor)[0];
  const rows = await ctx.db.target.findMany({
    where: {
      AND: [periodOf(status, ctx.now)],
      id: after === undefined ? undefined : { gt: after },
      segment,
      priority,
      assay: assay === undefined ? undefined : { code: sameName(assay) },
      location: location === undefined ? undefined : { name: sameName(location) },
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
    include: WITH_NAMES,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => targetVersionOf(row, ctx.now)),
    next_cursor: rows.length > limit && last ? encodeCursor([last.id]) : null,
  };
}
