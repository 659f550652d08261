import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import type { Process, ProcessQuery } from './contract';

const Cursor = z.tuple([z.string(), z.int()]);
const Rows = z.array(
  z.object({
    uuid: z.string(),
    name: z.string(),
    version: z.number(),
    created_at: z.date(),
    created_by: z.string(),
  }),
);

/**
 * The lab's processes by name: the latest version of each, or with `versions=all` every version, the
 * newest first. All versions of one name unless the latest is asked for.
 */
export async function listProcesses(
  ctx: Ctx,
  query: ProcessQuery,
): Promise<{ data: Process[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const { name, versions = name === undefined ? 'latest' : 'all' } = query;
  const conditions = [Prisma.sql`p.lab_id = ${ctx.lab.id}::uuid`];
  if (name !== undefined) conditions.push(Prisma.sql`p.name = ${name}`);
  if (versions === 'latest') {
    conditions.push(Prisma.sql`NOT EXISTS (SELECT FROM processes newer
      WHERE newer.lab_id = p.lab_id AND newer.name = p.name AND newer.version > p.version)`);
  }
  if (query.cursor !== undefined) {
    const [after, version] = decodeCursor(query.cursor, Cursor);
    conditions.push(
      Prisma.sql`(p.name > ${after} OR (p.name = ${after} AND p.version < ${version}))`,
    );
  }
  const found = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT p.id::text AS uuid, p.name, p.version, p.created_at, p.actor_name AS created_by
      FROM processes p WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY p.name, p.version DESC LIMIT ${query.limit + 1}`,
  );
  const page = found.slice(0, query.limit);
  const last = found.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({ ...row, created_at: row.created_at.toISOString() })),
    next_cursor: last ? encodeCursor([last.name, last.version]) : null,
  };
}
