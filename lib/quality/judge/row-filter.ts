import type { Condition, Rule } from '../rule';
import type { ColumnFinder } from './find-column';
import type { RowReader } from './row-reader';

type Check = {
  at: number;
  in: Set<string> | null;
  notIn: Set<string> | null;
  filled: boolean | null;
  min: number;
  max: number;
  numeric: boolean;
};

function folded(texts: readonly string[] | undefined): Set<string> | null {
  return texts === undefined ? null : new Set(texts.map((text) => text.trim().toLowerCase()));
}

function checkOf(at: number, condition: Condition): Check {
  return {
    at,
    in: folded(condition.in),
    notIn: folded(condition.not_in),
    filled: condition.filled ?? null,
    min: condition.min ?? -Infinity,
    max: condition.max ?? Infinity,
    numeric: condition.min !== undefined || condition.max !== undefined,
  };
}

function holds(check: Check, row: RowReader): boolean {
  const text = row.text(check.at);
  if (check.filled !== null && check.filled !== (text !== '')) return false;
  if (check.in !== null && !check.in.has(text.toLowerCase())) return false;
  if (check.notIn !== null && check.notIn.has(text.toLowerCase())) return false;
  if (!check.numeric) return true;
  const number = row.number(check.at);
  return number !== null && number >= check.min && number <= check.max;
}

/** The rows a rule concerns: null for all, or the columns of the filter that the table lacks. */
export function rowFilter(
  filter: Rule['filter'],
  find: ColumnFinder,
): ((row: RowReader) => boolean) | null | { missing: string[] } {
  const conditions = Object.entries(filter ?? {});
  if (conditions.length === 0) return null;
  const missing = conditions.flatMap(([name]) => (find(name) === -1 ? [name] : []));
  if (missing.length > 0) return { missing };
  const checks = conditions.map(([name, condition]) => checkOf(find(name), condition));
  return (row) => checks.every((check) => holds(check, row));
}
