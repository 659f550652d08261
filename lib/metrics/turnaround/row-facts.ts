import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { TatRow } from './rows-contract';

/** What a row shows besides its times. */
export const RowFacts = TatRow.omit({ start: true, end: true, due_at: true, minutes: true });
export type RowFacts = z.output<typeof RowFacts>;

const Found = z.array(RowFacts.extend({ id: z.string() }));

/** The facts of some tests of the lab, by id. */
export async function factsOfTests(
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowFacts>> {
  const rows = Found.parse(
    await ctx.db.$queryRaw`
      SELECT t.id::text, sp.number AS specimen_id, a.code AS assay, t.run::int AS run,
        t.priority::text AS priority, t.state_key AS state, t.specimen_type, l.name AS location,
        d.name AS department, v.name AS device, t.operator
      FROM ordered_tests t
      JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
      JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
      LEFT JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
      LEFT JOIN locations l ON l.lab_id = t.lab_id AND l.id = t.location_id
      LEFT JOIN devices v ON v.lab_id = t.lab_id AND v.id = t.device_id
      WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/** The facts of some specimens, with the codes of all their tests. */
export async function factsOfSpecimens(
  ctx: Ctx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowFacts>> {
  const rows = Found.parse(
    await ctx.db.$queryRaw`
      SELECT sp.id::text, sp.number AS specimen_id, sp.priority::text AS priority,
        sp.state_key AS state, sp.specimen_type, l.name AS location, NULL::int AS run,
        NULL::text AS device, NULL::text AS operator, NULL::text AS department, coalesce((
          SELECT string_agg(DISTINCT a.code, ', ' ORDER BY a.code) FROM ordered_tests t
          JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
          WHERE t.lab_id = sp.lab_id AND t.specimen_id = sp.id), '') AS assay
      FROM specimens sp LEFT JOIN locations l ON l.lab_id = sp.lab_id AND l.id = sp.location_id
      WHERE sp.lab_id = ${ctx.lab.id}::uuid AND sp.id = ANY(${ids}::uuid[])`,
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
