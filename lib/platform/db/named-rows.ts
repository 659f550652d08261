import { z } from 'zod';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import type { NamedListQuery } from '../http/named-list';
import { decodeCursor, encodeCursor } from '../http/page-of-list';
import { Prisma } from './generated/client';
import type { LabTx } from './lab-db';

/** A table of a lab whose rows are known by a code or a name, unique but for capitals. */
export type NamedRows = {
  /** As in "No such assay in this lab". */
  noun: string;
  table: Prisma.Sql;
  /** The column that rows are known by. */
  key: Prisma.Sql;
  /** The text that a search looks into. */
  searched: Prisma.Sql;
  /** A condition that holds for rows not retired. */
  active: Prisma.Sql;
};

const Cursor = z.tuple([z.string()]);
const Found = z.array(z.object({ id: z.string(), sort: z.string() }));

/** One page of ids in the order of the key, capitals aside. Reading the rows is the caller's. */
export async function pageOfNamedRows(
  ctx: Ctx,
  rows: NamedRows,
  query: NamedListQuery,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const conditions = [Prisma.sql`lab_id = ${ctx.lab.id}::uuid`];
  if (query.q) {
    conditions.push(Prisma.sql`position(lower(${query.q}) in lower(${rows.searched})) > 0`);
  }
  if (query.active !== undefined) {
    conditions.push(query.active ? Prisma.sql`${rows.active}` : Prisma.sql`NOT (${rows.active})`);
  }
  if (query.cursor !== undefined) {
    const [after] = decodeCursor(query.cursor, Cursor);
    conditions.push(Prisma.sql`lower(${rows.key}) > ${after}`);
  }
  const found = Found.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id, lower(${rows.key}) AS sort FROM ${rows.table}
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY lower(${rows.key}) LIMIT ${query.limit + 1}`,
  );
  const page = found.slice(0, query.limit);
  const last = found.length > query.limit ? page.at(-1) : undefined;
  return { ids: page.map(({ id }) => id), nextCursor: last ? encodeCursor([last.sort]) : null };
}

/** Rows that were read by id, in the order of the ids. */
export function inOrderOf<R extends { id: string }>(ids: readonly string[], rows: R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The id of the row known by that code or name, capitals aside, or 404. `lock` holds the row until
 * the end of the transaction, for those who are going to change it.
 */
export async function idOfNamedRow(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  rows: NamedRows,
  key: string,
  lock: 'lock' | 'read' = 'read',
): Promise<string> {
  const found = z.array(z.object({ id: z.string() })).parse(
    await tx.$queryRaw`
      SELECT id::text AS id FROM ${rows.table}
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(${rows.key}) = lower(${key})
      ${lock === 'lock' ? Prisma.sql`FOR UPDATE` : Prisma.empty}`,
  );
  const row = found[0];
  if (!row) throw notFound(rows.noun);
  return row.id;
}
