/**
 * The table behind a chart. A column of numbers prints with one decimal,
 * or none when all are whole (pass text for more), null a dash; `href` makes the row's first cell a link to its rows.
 */
export type ChartTable = {
  columns: readonly { label: string; numeric?: boolean }[];
  rows: readonly { key: string; cells: readonly (string | number | null)[]; href?: string }[];
};
