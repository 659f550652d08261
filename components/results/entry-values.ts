import { judgeResult, type Judgement } from '@/lib/results/judge-result';
import { sameUnit } from '@/lib/results/same-unit';
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

/** Whether what is typed would take the place of another final value; it is in the analyte's unit. */
export function corrects({ inForce, rule }: EntryRow, value: string): boolean {
  const to = value.trim();
  if (to === '' || inForce === null || inForce.status === 'preliminary') return false;
  const sameUnits =
    inForce.unit === null || rule.unit === null || sameUnit(inForce.unit, rule.unit);
  return inForce.value !== to || !sameUnits;
}

/** Values that take the place of another final one, which somebody may have acted on. */
export function correctionsOf(
  rows: readonly EntryRow[],
  values: ReadonlyMap<string, string>,
): Correction[] {
  return rows.flatMap((row): Correction[] => {
    const to = typed(values, row);
    const { inForce, rule, analyte } = row;
    if (inForce === null || !corrects(row, to)) return [];
    const from = [inForce.value, inForce.unit].filter(Boolean).join(' ');
    return [{ analyte, from, to, unit: rule.unit }];
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
