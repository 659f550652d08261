import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { Experiment, ExperimentQuery } from '../contract';
import { experimentOf, ExperimentRow, experimentsSql } from './experiment-row';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of experiments, the newest first, of one process (a version) or of all. */
export async function listExperiments(
  ctx: Ctx,
  query: ExperimentQuery,
): Promise<{ data: Experiment[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const conditions = [Prisma.sql`e.lab_id = ${ctx.lab.id}::uuid`];
  if (query.process !== undefined) {
    conditions.push(Prisma.sql`e.process_id = ${query.process}::uuid`);
  }
  if (query.finished !== undefined) {
    conditions.push(Prisma.sql`(e.finished_at IS NOT NULL) = ${query.finished}`);
  }
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, Cursor);
    conditions.push(Prisma.sql`(e.created_at, e.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const found = z.array(ExperimentRow).parse(
    await ctx.db.$queryRaw(
      experimentsSql(
        Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}
          ORDER BY e.created_at DESC, e.id DESC LIMIT ${query.limit + 1}`,
      ),
    ),
  );
  const page = found.slice(0, query.limit).map(experimentOf);
  const last = found.length > query.limit ? page.at(-1) : undefined;
  return { data: page, next_cursor: last ? encodeCursor([last.created_at, last.uuid]) : null };
}
