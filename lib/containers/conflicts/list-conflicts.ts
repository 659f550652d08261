import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { conflictsWhere } from './conflict-row';
import type { ConflictListQuery, PlacementConflict } from '../contract';

const Cursor = z.tuple([z.uuid()]);

/** A page of placement conflicts, newest first. */
export async function listConflicts(
  ctx: Ctx,
  query: ConflictListQuery,
): Promise<{ data: PlacementConflict[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const { limit, cursor, open } = query;
  const where = {
    ...(cursor === undefined ? {} : { id: { lt: decodeCursor(cursor, Cursor)[0] } }),
    ...(open === undefined ? {} : { endedAt: open ? null : { not: null } }),
  };
  const found = await conflictsWhere(ctx.db, ctx, where, limit + 1);
  const data = found.slice(0, limit);
  const last = found.length > limit ? data.at(-1) : undefined;
  return { data, next_cursor: last ? encodeCursor([last.id]) : null };
}
