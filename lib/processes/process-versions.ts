import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

const Row = z.object({
  uuid: z.string(),
  version: z.number(),
  created_at: z.date(),
  created_by: z.string(),
  experiments: z.number(),
  running: z.number(),
  /** Seconds from the beginning to the end of its finished experiments, the latest 1,000. */
  seconds: z.array(z.number()),
});
export type ProcessVersion = z.output<typeof Row>;

/** Nobody switches through more. */
const MOST_VERSIONS = 100;

/**
 * The versions of a process by its name, the newest first, with their runs: at most 100, among them
 * the one of that number and the one before it.
 */
export async function processVersions(
  ctx: Ctx,
  name: string,
  present: number,
): Promise<ProcessVersion[]> {
  authorize(ctx, 'platform.read');
  return z.array(Row).parse(
    await ctx.db.$queryRaw`
      SELECT p.id::text AS uuid, p.version, p.created_at, p.actor_name AS created_by,
        ran.experiments, ran.running, coalesce(took.seconds, '{}') AS seconds
      FROM (
        SELECT * FROM processes WHERE lab_id = ${ctx.lab.id}::uuid AND name = ${name}
        ORDER BY version IN (${present}, ${present - 1}) DESC, version DESC LIMIT ${MOST_VERSIONS}
      ) p
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS experiments,
          (count(*) FILTER (WHERE e.finished_at IS NULL))::int AS running
        FROM experiments e WHERE e.lab_id = p.lab_id AND e.process_id = p.id
      ) ran
      CROSS JOIN LATERAL (
        SELECT array_agg(latest.seconds) AS seconds FROM (
          SELECT extract(epoch FROM e.finished_at - e.created_at)::float8 AS seconds
          FROM experiments e
          WHERE e.lab_id = p.lab_id AND e.process_id = p.id AND e.finished_at IS NOT NULL
          ORDER BY e.created_at DESC LIMIT 1000
        ) latest
      ) took
      ORDER BY p.version DESC`,
  );
}
