import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { RuleSet, RuleSetsQuery } from '../contract';
import { ruleSetAnswers } from './rule-set-answer';

const Cursor = z.tuple([z.uuid()]);

/** A page of the lab's rule sets in the order they were made; removed ones are left out. */
export async function listRuleSets(
  ctx: Ctx,
  { limit, cursor, q }: RuleSetsQuery,
): Promise<{ data: RuleSet[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Cursor)[0];
  const rows = await ctx.db.ruleSet.findMany({
    where: {
      removedAt: null,
      id: after === undefined ? undefined : { gt: after },
      name: q ? { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } : undefined,
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await ruleSetAnswers(ctx.db, page),
    next_cursor: last ? encodeCursor([last.id]) : null,
  };
}
