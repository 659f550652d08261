import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { MetricFilters } from '../../contract';
import { testFilter } from '../../filter-sql';
import type { Window } from '../../window';

const Event = z.object({
  id: z.string(),
  available: z.date(),
  closed: z.date().nullable(),
  closed_as: z.string().nullable(),
  confirmed: z.date().nullable(),
  analyte: z.string(),
  analyte_name: z.string(),
  location: z.string().nullable(),
  department: z.string().nullable(),
  specimen_id: z.string(),
  assay: z.string(),
  run: z.int(),
  priority: z.string(),
});
type CriticalRow = z.output<typeof Event>;

/** A critical with its clock, which runs from when its result was available to its confirmation. */
export type CriticalEvent = CriticalRow & {
  /** Minutes to the first confirmation; 0 where the call was made before the result was available. */
  minutes: number | null;
  /** Minutes open up to now; null once it is closed. */
  waiting: number | null;
};

export type CriticalsAsked = { filters: MetricFilters; analytes: readonly string[] };

/**
 * The criticals whose result became available in a window, and those that are open now whenever that
 * was; none of a voided specimen. The oldest first.
 */
export async function readCriticalEvents(
  ctx: Ctx,
  { filters, analytes }: CriticalsAsked,
  window: Window,
): Promise<{ inWindow: CriticalEvent[]; open: CriticalEvent[] }> {
  const lowered = analytes.map((code) => code.toLowerCase());
  const ofAnalytes =
    lowered.length > 0 ? Prisma.sql`lower(n.code) = ANY(${lowered}::text[])` : Prisma.sql`true`;
  const rows = z.array(Event).parse(
    await ctx.db.$queryRaw`
      SELECT c.id::text, c.available_at AS available, c.closed_at AS closed,
        c.closed_as::text AS closed_as, (
          SELECT min(x.at) FROM critical_notifications x
          WHERE x.lab_id = c.lab_id AND x.critical_id = c.id AND x.outcome = 'CONFIRMED'
        ) AS confirmed,
        n.code AS analyte, n.name AS analyte_name, l.name AS location, d.name AS department,
        sp.number AS specimen_id, a.code AS assay, t.run::int AS run, t.priority::text AS priority
      FROM criticals c
      JOIN analytes n ON n.lab_id = c.lab_id AND n.id = c.analyte_id
      JOIN ordered_tests t ON t.lab_id = c.lab_id AND t.id = c.test_id
      JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
      JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
      LEFT JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
      LEFT JOIN locations l ON l.lab_id = t.lab_id AND l.id = t.location_id
      WHERE c.lab_id = ${ctx.lab.id}::uuid AND t.voided_at IS NULL
        AND (c.closed_at IS NULL
          OR (c.available_at >= ${window.from}::timestamptz AND c.available_at < ${window.to}::timestamptz))
        AND ${ofAnalytes} AND ${testFilter(ctx.lab.id, filters)}
      ORDER BY c.available_at, c.id`,
  );
  const events = rows.map((row): CriticalEvent => {
    const since = (at: Date) => Math.max(0, at.getTime() - row.available.getTime()) / 60_000;
    return {
      ...row,
      minutes: row.confirmed === null ? null : since(row.confirmed),
      waiting: row.closed === null ? since(ctx.now) : null,
    };
  });
  return {
    inWindow: events.filter(({ available }) => available >= window.from && available < window.to),
    open: events.filter(({ closed }) => closed === null),
  };
}
