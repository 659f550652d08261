import type { Rule } from '../rule';
import type { ColumnFinder } from './find-column';

/** The columns a rule reads times of, by their names. */
function namesOf(rule: Rule): string[] {
  switch (rule.type) {
    case 'timestamp_order':
    case 'no_future_dates':
      return rule.columns;
    case 'freshness':
      return [rule.column];
    case 'outlier':
      return rule.between ?? [];
    case 'data_types':
      return Object.entries(rule.columns).flatMap(([name, type]) =>
        type === 'date' || type === 'datetime' ? [name] : [],
      );
    case 'range':
      return Object.entries(rule.columns).flatMap(([name, { min, max }]) =>
        typeof (min ?? max) === 'string' ? [name] : [],
      );
    default:
      return [];
  }
}

/** Where times stand in a row, for guessing the order of day and month. */
export function timeColumnsOf(rules: readonly Rule[], find: ColumnFinder): number[] {
  const places = new Set(rules.flatMap(namesOf).map(find));
  return [...places].filter((place) => place !== -1);
}
