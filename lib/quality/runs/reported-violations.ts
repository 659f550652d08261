import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { ROW_INDICES, type QualityReport } from '../contract';
import type { Finding } from '../judgement';
import { reportedOf } from '../reported';

const Kept = z.array(
  z.object({
    rule: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    rows: z.array(z.int()),
    lines: z.array(z.int()),
  }),
);

/** The kept rows at fault of a run, by rule and column. */
async function keptOf(ctx: Ctx, runId: string): Promise<z.output<typeof Kept>> {
  return Kept.parse(
    await ctx.db.$queryRaw`
      SELECT rule, "column", (array_agg(value ORDER BY place))[1] AS value,
        coalesce(array_agg(row ORDER BY place) FILTER (WHERE row IS NOT NULL), '{}') AS rows,
        coalesce(array_agg(line ORDER BY place) FILTER (WHERE line IS NOT NULL), '{}') AS lines
      FROM (
        SELECT *, row_number() OVER (PARTITION BY rule, "column" ORDER BY place) AS nth
        FROM quality_violations
        WHERE lab_id = ${ctx.lab.id}::uuid AND run_id = ${runId}::uuid
      ) kept
      WHERE nth <= ${ROW_INDICES}
      GROUP BY rule, "column"`,
  );
}

const keyOf = (rule: number, column: string | null) => JSON.stringify([rule, column]);

/**
 * Each rule of a run that did not hold, by the column at fault, with its first rows as long as they
 * are kept.
 */
export async function reportedViolations(
  ctx: Ctx,
  run: { id: string; rowsDone: number },
  findings: readonly Finding[],
): Promise<QualityReport['violations']> {
  if (findings.every(({ violations }) => violations === 0)) return [];
  const kept = new Map(
    (await keptOf(ctx, run.id)).map((one) => [keyOf(one.rule, one.column), one]),
  );
  return reportedOf({ findings, rows: run.rowsDone }, (rule, column) =>
    kept.get(keyOf(rule, column)),
  );
}
