import type { z } from 'zod';

/** What a column holds, and how it is written in CSV. */
export const COLUMN_TYPES = {
  text: 'text, in CSV as UTF-8',
  key: 'UUID, the same in every table',
  integer: 'whole number',
  number: 'number with decimals, a point between',
  boolean: 'true or false',
  time: 'instant, ISO 8601 in UTC with milliseconds',
  day: 'day of the lab, YYYY-MM-DD',
} as const;
export type ColumnType = keyof typeof COLUMN_TYPES;

export type Column = {
  name: string;
  type: ColumnType;
  meaning: string;
  unit?: string;
  /** Where it comes from, where that is not plain. */
  source?: string;
};

/** A view of the schema reporting, which is also a CSV file. */
export type ExportTable = {
  name: string;
  title: string;
  /** What one row is. */
  row: string;
  /** What from and to go by; null for lists that are given whole. */
  period: { column: string; words: string } | null;
  /** What it may be asked with: its period, and filters by a column of its own or of its tests. */
  query: z.ZodObject;
  /** A small table comes in this order, the others as the database finds their rows. */
  orderBy: readonly string[];
  columns: readonly Column[];
};
