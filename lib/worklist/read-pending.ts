import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { inOrderOf } from '@/lib/platform/db/named-rows';
import type { LabRules } from '@/lib/specimens/lab-rules';
import type { MissingQuery, Pending } from './contract';
import { URGENCIES } from './urgency';
import { openTests, urgencySql } from './worklist-sql';

const Rows = z.array(
  z.object({ id: z.string(), open: z.int(), overdue: z.int(), oldest: z.date() }),
);

type Filter = Pick<MissingQuery, 'assay' | 'department' | 'location' | 'priority'>;

/** The open tests of each assay that has any, the one with the oldest test first. */
export async function readPending(ctx: Ctx, rules: LabRules, filter: Filter): Promise<Pending[]> {
  const tests = await openTests(ctx, rules, filter);
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT assay_id::text AS id, count(*)::int AS open,
             count(*) FILTER (WHERE urgency = ${URGENCIES.indexOf('overdue')}::int)::int AS overdue,
             min(at) AS oldest
      FROM (
        SELECT t.assay_id, ${urgencySql(rules, ctx.now)} AS urgency,
               coalesce(t.received_at, t.ordered_at, t.created_at) AS at
        FROM ${tests.from} WHERE ${tests.where}
      ) AS open
      GROUP BY 1 ORDER BY 4, 1`,
  );
  const ids = rows.map(({ id }) => id);
  const assays = await ctx.db.assay.findMany({
    where: { id: { in: ids } },
    select: { id: true, code: true, name: true, department: { select: { name: true } } },
  });
  const counted = new Map(rows.map((row) => [row.id, row]));
  return inOrderOf(ids, assays).flatMap((assay): Pending[] => {
    const row = counted.get(assay.id);
    if (!row) return [];
    return [
      {
        assay: assay.code,
        assay_name: assay.name,
        department: assay.department?.name ?? null,
        open: row.open,
        overdue: row.overdue,
        oldest_at: row.oldest.toISOString(),
      },
    ];
  });
}
