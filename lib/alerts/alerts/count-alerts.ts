import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabDb } from '@/lib/platform/db/lab-db';
import { AlertCounts } from './contract';

/** How many alerts fire and are told: what the navigation counts. */
export function countFiring({ db }: { db: LabDb }): Promise<number> {
  const told = { silencedUntil: null, inhibitedById: null };
  return db.alert.count({ where: { status: 'firing', resolvedAt: null, ...told } });
}

/** How many alerts are open and how they stand, for the head of their page. */
export async function countAlerts(ctx: Ctx): Promise<AlertCounts> {
  authorize(ctx, 'read');
  const [counts] = z.tuple([AlertCounts]).parse(
    await ctx.db.$queryRaw`
      SELECT count(*) FILTER (WHERE standing = 'firing')::int AS firing,
        count(*) FILTER (WHERE standing = 'acknowledged')::int AS acknowledged,
        count(*) FILTER (WHERE standing = 'pending')::int AS pending,
        count(*) FILTER (WHERE standing = 'held')::int AS held,
        count(*) FILTER (WHERE standing = 'firing' AND severity = 'critical')::int AS critical,
        count(*) FILTER (WHERE silenced)::int AS silenced,
        count(*) FILTER (WHERE inhibited)::int AS inhibited
      FROM (
        SELECT severity, silenced_until IS NOT NULL AS silenced,
          inhibited_by_id IS NOT NULL AS inhibited,
          CASE WHEN silenced_until IS NOT NULL OR inhibited_by_id IS NOT NULL THEN 'held'
            ELSE status::text END AS standing
        FROM alerts WHERE lab_id = ${ctx.lab.id}::uuid AND resolved_at IS NULL
      ) AS open`,
  );
  return counts;
}
