import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { KeptViolation, ViolationsQuery } from '../contract';
import { findRun } from './find-run';

const Cursor = z.tuple([z.int(), z.int()]);

/** The kept rows at fault of a run, rule by rule in the order they were found; of one rule, if named. */
export async function listViolations(
  ctx: Ctx,
  id: string,
  { limit, cursor, rule }: ViolationsQuery,
): Promise<{ data: KeptViolation[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const run = await findRun(ctx, id);
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.qualityViolation.findMany({
    where: {
      runId: run.id,
      ...(rule === undefined ? {} : { rule }),
      ...(after
        ? { OR: [{ rule: { gt: after[0] } }, { rule: after[0], place: { gt: after[1] } }] }
        : {}),
    },
    orderBy: [{ rule: 'asc' }, { place: 'asc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      rule: row.rule,
      row: row.row,
      line: row.line,
      column: row.column,
      value: row.value,
      expected: row.expected,
      specimen: row.specimen,
    })),
    next_cursor: last ? encodeCursor([last.rule, last.place]) : null,
  };
}
