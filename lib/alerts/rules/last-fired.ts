import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Rows = z.array(z.object({ rule: z.uuid(), at: z.date() }));

/** When an alert of each of these rules fired last, by the rule's id; none for one that never did. */
export async function lastFired(ctx: Ctx, ruleIds: readonly string[]): Promise<Map<string, Date>> {
  authorize(ctx, 'read');
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT r.id::text AS rule, a.fired_at AS at
        FROM unnest(${[...ruleIds]}::uuid[]) AS r(id)
       CROSS JOIN LATERAL (
         SELECT fired_at FROM alerts
          WHERE lab_id = ${ctx.lab.id}::uuid AND rule_id = r.id AND fired_at IS NOT NULL
          ORDER BY fired_at DESC LIMIT 1
       ) AS a`,
  );
  return new Map(rows.map(({ rule, at }) => [rule, at]));
}
