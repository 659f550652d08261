import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import {
  AutoverificationRow,
  type AutoverificationRowsAnswer,
  type AutoverificationRowsQuery,
} from './autoverification-contract';
import { releasedIn, verifiedBySystem } from './autoverification-sql';
import { resolveWindow } from './window';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);
const Found = z.array(AutoverificationRow.extend({ id: z.uuid() }));
const Total = z.tuple([z.object({ total: z.int() })]);

function whichRows(labId: string, which: AutoverificationRowsQuery['which']): Prisma.Sql {
  switch (which) {
    case 'released':
      return Prisma.sql`true`;
    case 'system':
      return verifiedBySystem(labId);
    case 'not_system':
      return Prisma.sql`NOT ${verifiedBySystem(labId)}`;
  }
}

/** The tests behind the share of autoverification, the newest release first, a page at a time. */
export async function autoverificationRows(
  ctx: Ctx,
  query: AutoverificationRowsQuery,
): Promise<AutoverificationRowsAnswer> {
  authorize(ctx, 'read');
  const { limit, cursor, which, from, to, ...filters } = query;
  const labId = ctx.lab.id;
  const window = resolveWindow({ from, to }, ctx.now);
  const rows = Prisma.sql`${releasedIn(labId, window, filters)} AND ${whichRows(labId, which)}`;
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const beyond = after
    ? Prisma.sql`AND (t.released_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : Prisma.empty;
  const [{ total }] = Total.parse(await ctx.db.$queryRaw`SELECT count(*)::int AS total ${rows}`);
  const found = Found.parse(
    await ctx.db.$queryRaw`
      SELECT page.id::text AS id, sp.number AS specimen_id, a.code AS assay, page.run::int AS run,
        page.priority::text AS priority, page.state_key AS state, page.verified_by_system,
        to_char(page.released_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS released_at
      FROM (
        SELECT t.id, t.specimen_id, t.assay_id, t.run, t.priority, t.state_key, t.released_at,
          ${verifiedBySystem(labId)} AS verified_by_system
        ${rows} ${beyond} ORDER BY t.released_at DESC, t.id DESC LIMIT ${limit + 1}
      ) page
      JOIN specimens sp ON sp.lab_id = ${labId}::uuid AND sp.id = page.specimen_id
      JOIN assays a ON a.lab_id = ${labId}::uuid AND a.id = page.assay_id
      ORDER BY page.released_at DESC, page.id DESC`,
  );
  const data = found.slice(0, limit);
  const last = found.length > limit ? data.at(-1) : undefined;
  return {
    data: data.map((row) => AutoverificationRow.parse(row)),
    next_cursor: last ? encodeCursor([last.released_at, last.id]) : null,
    total,
  };
}
