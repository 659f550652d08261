import { judgeResult, type Judgement } from '@/lib/results/judge-result';
import type { EntryRow } from '@/lib/results/result-entry';

export type Correction = { analyte: string; from: string; to: string; unit: string | null };

const typed = (values: ReadonlyMap<string, string>, { analyte }: EntryRow) =>
  values.get(analyte)?.trim() ?? '';

/** What a value typed will be kept as; null while nothing is typed. */
export function previewOf(row: EntryRow, value: string): Judgement | null {
  const text = value.trim();
  return text === '' ? null : judgeResult({ value: text }, row.rule);
}

/** The rows with something typed in, in their order. */
export function typedRows(
  rows: readonly EntryRow[],
  values: ReadonlyMap<string, string>,
): { analyte: string; value: string }[] {
  return rows.flatMap((row) => {
    const value = typed(values, row);
    return value === '' ? [] : [{ analyte: row.analyte, value }];
  });
}

/** Values that take the place of another final one, which somebody may have acted on. */
export function correctionsOf(
  rows: readonly EntryRow[],
  values: ReadonlyMap<string, string>,
): Correction[] {
  return rows.flatMap((row): Correction[] => {
    const to = typed(values, row);
    const { inForce, rule, analyte } = row;
    if (to === '' || inForce === null || inForce.status === 'preliminary') return [];
    if (inForce.value === to) return [];
    return [{ analyte, from: inForce.value, to, unit: rule.unit }];
  });
}

/** Analytes with neither a value in force nor one typed. */
export function missingRows(
  rows: readonly EntryRow[],
  values: ReadonlyMap<string, string>,
): string[] {
  return rows
    .filter((row) => row.inForce === null && typed(values, row) === '')
    .map(({ analyte }) => analyte);
}
