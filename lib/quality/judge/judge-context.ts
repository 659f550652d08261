import type { Violation } from '../judgement';
import type { KnownList } from '../rule';

/** A row of a table: its cells in the order of the columns, or why it could not be taken apart. */
export type TableRow =
  | { line: number | null; cells: readonly string[]; fault?: undefined }
  | { line: number | null; cells?: undefined; fault: string; excerpt: string };

/** A table that can be read once, in batches. */
export type Table = {
  columns: readonly string[];
  rows: AsyncIterable<readonly TableRow[]>;
};

/** What rules are judged against besides the table. */
export type JudgeContext = {
  now: Date;
  /** IANA zone of times without an offset. */
  timeZone: string;
  /** How 02/03/2026 is read. */
  dateOrder: 'dmy' | 'mdy';
  /** The lab's lists, by their codes or names; null where there is none to ask. */
  known: Readonly<Record<KnownList, readonly string[] | null>>;
  /** The lab's workflow: state → the states that may follow; null where there is none to ask. */
  transitions: Readonly<Record<string, readonly string[]>> | null;
};

export type JudgeListener = {
  /** Up to KEPT_VIOLATIONS a rule, those of one rule in the order of rows. */
  violation: (violation: Violation) => void;
  /** Rows done so far, now and then. */
  progress?: (rows: number) => void;
};
