import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { BUILT_IN } from '../built-in-ref';
import { RUN_TRIGGERS } from '../contract';
import { Verdict } from '../judgement';

const Row = z.object({
  ref: z.string(),
  id: z.string(),
  trigger: z.enum(RUN_TRIGGERS),
  /** Null where the run failed. */
  verdict: Verdict.nullable(),
  version: z.int().nullable(),
  at: z.date().transform((at) => at.toISOString()),
  rows: z.int(),
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  unjudged: z.int(),
  /** Rows at fault by the severity of the rule; one that breaks two rules counts twice. */
  failed_errors: z.int(),
  failed_warnings: z.int(),
  failed_infos: z.int(),
});
/** A run over the lab's own data, as history shows it. */
export type PastRun = Omit<z.output<typeof Row>, 'ref'>;

/** Kinds that count no rows. */
const OF_THE_WHOLE = ['required_columns', 'freshness', 'row_count'];

function failedOf(severity: string): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(sum((f->>'failed')::bigint), 0)::int
    FROM jsonb_array_elements(r.findings) f
    WHERE f->>'severity' = ${severity} AND NOT f->>'type' = ANY(${OF_THE_WHOLE}))`;
}

function pastRuns(labId: string, ofSet: Prisma.Sql, runs: number): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id::text, r.trigger::text, r.verdict::text, r.rule_set_version AS version,
      r.created_at AS at, r.rows_done AS rows, r.errors, r.warnings, r.infos, r.unjudged,
      ${failedOf('ERROR')} AS failed_errors, ${failedOf('WARNING')} AS failed_warnings,
      ${failedOf('INFO')} AS failed_infos
    FROM quality_runs r
    WHERE r.lab_id = ${labId}::uuid AND ${ofSet} AND r.source = 'lab'
      AND r.status IN ('finished', 'failed')
    ORDER BY r.created_at DESC, r.id DESC LIMIT ${runs}`;
}

/**
 * The newest runs over the lab's own data by each of these rule sets (their ids, or BUILT_IN), the
 * oldest of them first. Whoever reads the lab may.
 */
export async function runHistory(
  ctx: Ctx,
  refs: readonly string[],
  runs: number,
): Promise<Map<string, PastRun[]>> {
  authorize(ctx, 'read');
  const labId = ctx.lab.id;
  const ids = refs.filter((ref) => ref !== BUILT_IN);
  const ofSets = Prisma.sql`
    SELECT s.ref::text, past.* FROM unnest(${ids}::uuid[]) AS s(ref)
    CROSS JOIN LATERAL (${pastRuns(labId, Prisma.sql`r.rule_set_id = s.ref`, runs)}) past`;
  const ofBuiltIn = Prisma.sql`
    SELECT ${BUILT_IN}::text AS ref, past.*
    FROM (${pastRuns(labId, Prisma.sql`r.rule_set_id IS NULL`, runs)}) past`;
  const queries = [
    ...(ids.length > 0 ? [ofSets] : []),
    ...(refs.includes(BUILT_IN) ? [ofBuiltIn] : []),
  ];
  const rows = z
    .array(Row)
    .parse((await Promise.all(queries.map((query) => ctx.db.$queryRaw<unknown[]>(query)))).flat());
  const history = new Map(refs.map((ref): [string, PastRun[]] => [ref, []]));
  for (const { ref, ...run } of rows) history.get(ref)?.unshift(run);
  return history;
}
