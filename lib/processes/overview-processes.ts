import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';

const Cursor = z.tuple([z.string()]);
const Row = z.object({
  name: z.string(),
  /** Of the latest version. */
  uuid: z.string(),
  version: z.number(),
  versions: z.number(),
  experiments: z.number(),
  running: z.number(),
  last_run: z.date().nullable(),
  /** The median of finished experiments of all versions, and how many they are. */
  typical_seconds: z.number().nullable(),
  finished: z.number(),
});
export type ProcessOverview = z.output<typeof Row>;

/** The lab's processes by name with what became of them, all versions of a name together. */
export async function overviewProcesses(
  ctx: Ctx,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ data: ProcessOverview[]; nextCursor: string | null }> {
  authorize(ctx, 'platform.read');
  const conditions = [Prisma.sql`p.lab_id = ${ctx.lab.id}::uuid`];
  if (query.q) {
    conditions.push(Prisma.sql`position(lower(${query.q}) in lower(p.name)) > 0`);
  }
  if (query.cursor !== undefined) {
    const [after] = decodeCursor(query.cursor, Cursor);
    conditions.push(Prisma.sql`p.name > ${after}`);
  }
  const found = z.array(Row).parse(
    await ctx.db.$queryRaw`
      SELECT named.name, named.uuid, named.version, named.versions, ran.*
      FROM (
        SELECT p.name, max(p.version) AS version, count(*)::int AS versions,
          array_agg(p.id) AS ids, (array_agg(p.id::text ORDER BY p.version DESC))[1] AS uuid
        FROM processes p WHERE ${Prisma.join(conditions, ' AND ')}
        GROUP BY p.name ORDER BY p.name LIMIT ${query.limit + 1}
      ) named
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS experiments,
          (count(*) FILTER (WHERE e.finished_at IS NULL))::int AS running,
          max(e.created_at) AS last_run, count(e.finished_at)::int AS finished,
          percentile_cont(0.5) WITHIN GROUP (
            ORDER BY extract(epoch FROM e.finished_at - e.created_at)::float8
          ) AS typical_seconds
        FROM experiments e
        WHERE e.lab_id = ${ctx.lab.id}::uuid AND e.process_id = ANY(named.ids)
      ) ran
      ORDER BY named.name`,
  );
  const data = found.slice(0, query.limit);
  const last = found.length > query.limit ? data.at(-1) : undefined;
  return { data, nextCursor: last ? encodeCursor([last.name]) : null };
}
