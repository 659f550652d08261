import type { z } from 'zod';
import type { QualityReport, ReportedViolation } from './contract';
import type { Finding } from './judgement';

type Reported = z.output<typeof ReportedViolation>;

/** Rows at fault that are at hand, in the order they were found. */
export type KeptRows = { value: string | null; rows: number[]; lines: number[] };

/** Kinds whose faults are the table's as a whole. */
const OF_THE_WHOLE: ReadonlySet<Finding['type']> = new Set([
  'required_columns',
  'freshness',
  'row_count',
]);

/**
 * Each rule that did not hold, by the column at fault. What a rule lets pass (may_fail) is no
 * violation.
 */
export function reportedOf(
  { findings, rows }: { findings: readonly Finding[]; rows: number },
  keptOf: (rule: number, column: string | null) => KeptRows | undefined,
): Reported[] {
  return findings
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn' || verdict === 'info')
    .flatMap(({ rule, name, description, type, severity, by_column, examples }) =>
      by_column
        .filter(({ failed }) => failed > 0)
        .map(({ column, failed, expected }): Reported => {
          const kept = keptOf(rule, column);
          const example = examples.find((one) => one.column === column);
          return {
            rule_name: name,
            description,
            severity,
            row_count: OF_THE_WHOLE.has(type) ? rows : failed,
            row_indices: kept?.rows ?? [],
            column,
            value: kept?.value ?? example?.value ?? null,
            expected,
            lines: kept?.lines ?? [],
          };
        }),
    );
}

/** Of violations, by severity. */
export function summaryOf(
  violations: readonly Reported[],
  at: Date,
): NonNullable<QualityReport['summary']> {
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
