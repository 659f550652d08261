import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { AlertRulesQuery } from './contract';
import { IN_FULL, ruleAnswers, type RuleAnswers } from './read-rule';

const Cursor = z.tuple([z.uuid()]);

export type RuleList = {
  data: RuleAnswers['rules'];
  /** Of the same page, in the same order. */
  broken: RuleAnswers['broken'];
  next_cursor: string | null;
};

/** A page of the lab's rules in the order they were made; removed ones are left out. */
export async function listRules(ctx: Ctx, query: AlertRulesQuery): Promise<RuleList> {
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
  const { rules, broken } = await ruleAnswers(ctx.db, ctx.lab.id, page);
  return {
    data: rules,
    broken,
    next_cursor: last ? encodeCursor([last.id]) : null,
  };
}
