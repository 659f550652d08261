import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { QualityReport } from '../contract';
import { ROW_INDICES } from '../contract';
import type { Finding } from '../judgement';

type Reported = QualityReport['violations'][number];

const Kept = z.array(
  z.object({
    rule: z.int(),
    column: z.string().nullable(),
    value: z.string().nullable(),
    rows: z.array(z.int()),
    lines: z.array(z.int()),
  }),
);

/** Kinds whose faults are the table's as a whole. */
const OF_THE_WHOLE: ReadonlySet<Finding['type']> = new Set([
  'required_columns',
  'freshness',
  'row_count',
]);

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
 * Each rule that did not hold, by the column at fault, with its first rows. What a rule lets pass
 * (may_fail) is no violation; rows that are no longer kept are none.
 */
export async function reportedViolations(
  ctx: Ctx,
  run: { id: string; rowsDone: number },
  findings: readonly Finding[],
): Promise<Reported[]> {
  const failed = findings.filter(({ verdict }) => ['fail', 'warn', 'info'].includes(verdict));
  if (failed.length === 0) return [];
  const kept = new Map(
    (await keptOf(ctx, run.id)).map((one) => [keyOf(one.rule, one.column), one]),
  );
  return failed.flatMap((finding) => {
    const { rule, name, description, severity, by_column, examples } = finding;
    return by_column
      .filter((part) => part.failed > 0)
      .map(({ column, failed: rows, expected }): Reported => {
        const found = kept.get(keyOf(rule, column));
        const example = examples.find((one) => one.column === column);
        return {
          rule_name: name,
          description,
          severity,
          row_count: OF_THE_WHOLE.has(finding.type) ? run.rowsDone : rows,
          row_indices: found?.rows ?? [],
          column,
          value: found?.value ?? example?.value ?? null,
          expected,
          lines: found?.lines ?? [],
        };
      });
  });
}

/** Of violations, by severity. */
export function summaryOf(violations: readonly Reported[], at: Date): QualityReport['summary'] {
  const of = (severity: Reported['severity']) =>
    violations.filter((one) => one.severity === severity).length;
  return {
    total_violations: violations.length,
    errors: of('ERROR'),
    warnings: of('WARNING'),
    info: of('INFO'),
    timestamp: at.toISOString(),
  };
}
