import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Rows = z.array(z.object({ rule: z.uuid(), at: z.date() }));

/** When an alert of each of these rules fired last, by the rule's id; none for one that never did. */
export async function lastFired(ctx: Ctx, ruleIds: readonly string[]): Promise<Map<string, Date>> {
  authorize(ctx, 'read');
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT rule_id::text AS rule, max(fired_at) AS at
        FROM alerts
       WHERE lab_id = ${ctx.lab.id}::uuid AND rule_id = ANY(${[...ruleIds]}::uuid[])
         AND fired_at IS NOT NULL
       GROUP BY 1`,
  );
  return new Map(rows.map(({ rule, at }) => [rule, at]));
}
