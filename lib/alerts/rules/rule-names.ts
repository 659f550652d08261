import { authorize, type Ctx } from '@/lib/platform/context';

/** A rule by what people call it; `removed` ones still name past alerts. */
export type RuleName = { id: string; name: string; removed: boolean };

/** All alert rules of the lab by name, removed ones included. */
export async function listRuleNames(ctx: Ctx): Promise<RuleName[]> {
  authorize(ctx, 'read');
  const rows = await ctx.db.alertRule.findMany({
    select: { id: true, name: true, removedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, removedAt }) => ({ id, name, removed: removedAt !== null }));
}
