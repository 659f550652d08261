import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AlertCounts } from './contract';

/** How many alerts are open, for the navigation and the head of their page. */
export async function countAlerts(ctx: Ctx): Promise<AlertCounts> {
  authorize(ctx, 'read');
  const [counts] = z.tuple([AlertCounts]).parse(
    await ctx.db.$queryRaw`
      SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending,
        count(*) FILTER (WHERE status = 'firing')::int AS firing,
        count(*) FILTER (WHERE status = 'acknowledged')::int AS acknowledged,
        count(*) FILTER (WHERE status = 'firing' AND severity = 'critical')::int AS critical,
        count(*) FILTER (WHERE status IN ('firing', 'acknowledged')
          AND (silenced_until IS NOT NULL OR inhibited_by_id IS NOT NULL))::int AS held
      FROM alerts WHERE lab_id = ${ctx.lab.id}::uuid AND resolved_at IS NULL`,
  );
  return counts;
}
