import type { LabClock } from '@/lib/platform/csv/lab-clock';
import type { ColumnFinder } from '../judge/find-column';
import type { GrowingTexts } from '../judge/growing';
import type { JudgeContext } from '../judge/judge-context';
import type { RowReader } from '../judge/row-reader';
import type { Outcome, Tally } from '../judge/tally';

/** What a kind of rule begins with. */
export type Setting = {
  find: ColumnFinder;
  columns: readonly string[];
  context: JudgeContext;
  clock: LabClock;
  tally: Tally;
  /** Specimen numbers by row, kept for whoever judges after the last one; null without a column. */
  keepSpecimens: () => GrowingTexts | null;
};

/** A rule at work: every row it concerns, then the end of the table. */
export type KindJudge = {
  row?: (row: RowReader) => Outcome;
  end?: () => void;
};

export type FoundColumn = { name: string; at: number };

/**
 * The columns a rule names that the table has. One that it lacks keeps the rule from passing, unless
 * the rule is of those that are there.
 */
export function foundColumns(
  { find, tally }: Setting,
  names: readonly string[],
  ifPresent: boolean,
): FoundColumn[] {
  const found: FoundColumn[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const at = find(name);
    if (at === -1) missing.push(name);
    else found.push({ name, at });
  }
  if (!ifPresent) for (const name of missing) tally.missing(name);
  else if (found.length === 0) tally.impossible(`The table has none of ${missing.join(', ')}.`);
  return found;
}

/** The same where every one is needed: null when one is not there. */
export function neededColumns(setting: Setting, names: readonly string[]): FoundColumn[] | null {
  const found = foundColumns(setting, names, false);
  return found.length === names.length ? found : null;
}

/** A column that takes no part. */
export const NOTHING: KindJudge = {};
