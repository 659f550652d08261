import { z } from 'zod';
import type { EngineRule } from '@/lib/alerts/rules/read-rules';
import { matchesFilters } from '@/lib/alerts/kinds/matches-filters';
import { readLabRules } from '@/lib/specimens/lab-rules';
import type { Ctx } from '@/lib/platform/context';

const MINUTE_MS = 60_000;

const Rows = z.array(
  z
    .object({
      id: z.string(),
      number: z.string(),
      assay_id: z.string(),
      department_id: z.string().nullable(),
      location_id: z.string().nullable(),
      priority: z.string(),
      device_id: z.string().nullable(),
      due_at: z.date().nullable(),
    })
    .transform((row) => ({
      assayId: row.assay_id,
      departmentId: row.department_id,
      locationId: row.location_id,
      priority: row.priority,
      deviceId: row.device_id,
      dueAt: row.due_at,
    })),
);

/** So many minutes must be left, or be gone beyond due, for a rule to look at a test at all. */
function isFound({ params }: EngineRule, dueAt: Date | null, now: Date): boolean {
  if (dueAt === null) return false;
  const left = (dueAt.getTime() - now.getTime()) / MINUTE_MS;
  if ('over_minutes' in params) return -left > params.over_minutes;
  if ('left_minutes' in params) return left >= 0 && left <= (params.left_minutes ?? 60);
  return false;
}

/**
 * The plain way: each rule reads every open test for itself, with its specimen, and judges in the
 * program. It knows due times only and writes nothing, so that it is cheaper than a whole one.
 */
export async function naiveEvaluation(
  ctx: Ctx,
  rules: readonly EngineRule[],
  now: Date,
): Promise<number> {
  const { states } = await readLabRules(ctx);
  const open = states.filter(({ kind }) => kind === 'open').map(({ key }) => key);
  let found = 0;
  for (const rule of rules) {
    const tests = Rows.parse(
      await ctx.db.$queryRaw`
        SELECT t.id, s.number, t.assay_id, a.department_id, t.location_id, t.priority::text,
          t.device_id, t.due_at
        FROM ordered_tests t
        JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
        JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
        WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.voided_at IS NULL
          AND t.state_key = ANY(${open}::text[])`,
    );
    for (const { assayId, departmentId, locationId, priority, deviceId, dueAt } of tests) {
      if (!isFound(rule, dueAt, now)) continue;
      const test = { assayId, departmentId, locationId, priority, deviceId };
      if (matchesFilters(rule.filters, test)) found += 1;
    }
  }
  return found;
}
