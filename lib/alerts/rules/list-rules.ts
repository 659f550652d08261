import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { AlertRule, AlertRulesQuery } from './contract';
import { IN_FULL, ruleAnswers } from './read-rule';

const Cursor = z.tuple([z.uuid()]);

/** A page of the lab's rules in the order they were made; removed ones are left out. */
export async function listRules(
  ctx: Ctx,
  query: AlertRulesQuery,
): Promise<{ data: AlertRule[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const { limit, cursor, kind, enabled, q } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Cursor)[0];
  const rows = await ctx.db.alertRule.findMany({
    where: {
      removedAt: null,
      id: after === undefined ? undefined : { gt: after },
      kind,
      enabled,
      name: q ? { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } : undefined,
    },
    include: IN_FULL,
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await ruleAnswers(ctx.db, ctx.lab.id, page),
    next_cursor: last ? encodeCursor([last.id]) : null,
  };
}
