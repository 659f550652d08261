import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { StepStatistics, type StepStatisticsQuery } from '../contract';
import { stepConditions } from './step-conditions';

/**
 * How long steps took, in seconds: of those that are finished, whatever their status, and not
 * simulated. Without any, total is 0 and the rest null.
 */
export async function stepStatistics(
  ctx: Ctx,
  query: StepStatisticsQuery,
): Promise<StepStatistics> {
  authorize(ctx, 'platform.read');
  const conditions = await stepConditions(ctx, query);
  const rows = z.array(StepStatistics).parse(
    await ctx.db.$queryRaw`
      SELECT count(*)::int AS total, avg(seconds) AS avg_seconds, min(seconds) AS min_seconds,
        max(seconds) AS max_seconds
      FROM (
        SELECT extract(epoch FROM s.finished_at - s.started_at)::float8 AS seconds FROM steps s
        WHERE ${Prisma.join(conditions, ' AND ')}
          AND s.finished_at IS NOT NULL AND NOT s.simulated
      ) took`,
  );
  return rows[0] ?? { total: 0, avg_seconds: null, min_seconds: null, max_seconds: null };
}
