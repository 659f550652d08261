import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { z } from 'zod';
import { CONTAINER_COLUMNS, CONTAINER_TABLES, containerOf, ContainerRows } from './container-row';
import type { Container, ContainerListQuery } from './contract';

const Cursor = z.tuple([z.uuid()]);
const Count = z.array(z.object({ count: z.int() }));

/** Found by their beginnings and sorted; of more, the first in order meet the search soon. */
const SORTED_AT_MOST = 5000;

/** Text as LIKE takes it literally. */
const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/**
 * The condition of a search. The planner knows too little of beginnings to choose between their
 * indexes and the order of the list, so it is chosen here by how many there are.
 */
async function searched(ctx: Ctx, like: string): Promise<Prisma.Sql> {
  const beginning = (column: Prisma.Sql) => Prisma.sql`
    (SELECT f.id FROM containers f
     WHERE f.lab_id = ${ctx.lab.id}::uuid AND lower(${column}) LIKE lower(${like})
     LIMIT ${SORTED_AT_MOST + 1})`;
  const found = Prisma.sql`${beginning(Prisma.sql`f.name`)} UNION ${beginning(Prisma.sql`f.barcode`)}`;
  const [few] = Count.parse(
    await ctx.db.$queryRaw`SELECT count(*)::int AS count FROM (${found}) found`,
  );
  return (few?.count ?? 0) <= SORTED_AT_MOST
    ? Prisma.sql`c.id = ANY(ARRAY(${found}))`
    : Prisma.sql`(lower(c.name) LIKE lower(${like}) OR lower(c.barcode) LIKE lower(${like}))`;
}

/** A page of containers in the order they were added: those present, or those that were removed. */
export async function listContainers(
  ctx: Ctx,
  query: ContainerListQuery,
): Promise<{ data: Container[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const { device, barcode, q, specimen, removed = false, cursor, limit } = query;
  const conditions = [
    Prisma.sql`c.lab_id = ${ctx.lab.id}::uuid`,
    removed ? Prisma.sql`c.removed_at IS NOT NULL` : Prisma.sql`c.removed_at IS NULL`,
  ];
  if (barcode !== undefined) conditions.push(Prisma.sql`c.barcode = ${barcode}`);
  if (device !== undefined) {
    // Few stand on one device: found by its places, then sorted.
    conditions.push(Prisma.sql`c.id IN (
      SELECT o.container_id FROM occupancies o JOIN devices d ON d.lab_id = o.lab_id AND d.id = o.device_id
      WHERE d.lab_id = ${ctx.lab.id}::uuid AND lower(d.name) = lower(${device}) AND o.thing = 'container')`);
  }
  if (q) conditions.push(await searched(ctx, `${literal(q)}%`));
  if (specimen !== undefined) {
    conditions.push(Prisma.sql`c.id IN (
      SELECT k.container_id FROM specimens s
      JOIN container_contents k ON k.lab_id = s.lab_id AND k.specimen_id = s.id AND k.until IS NULL
      WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.number = ${specimen})`);
  }
  if (cursor !== undefined) {
    const [after] = decodeCursor(cursor, Cursor);
    conditions.push(Prisma.sql`c.id > ${after}::uuid`);
  }
  // The page is cut before its places are looked up.
  const rows = ContainerRows.parse(
    await ctx.db.$queryRaw`
      WITH page AS MATERIALIZED (
        SELECT c.id FROM containers c WHERE ${Prisma.join(conditions, ' AND ')}
        ORDER BY c.id LIMIT ${limit + 1}
      )
      SELECT ${CONTAINER_COLUMNS} FROM ${CONTAINER_TABLES}
      WHERE c.lab_id = ${ctx.lab.id}::uuid AND c.id IN (SELECT id FROM page)
      ORDER BY c.id`,
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { data: page.map(containerOf), next_cursor: last ? encodeCursor([last.id]) : null };
}
