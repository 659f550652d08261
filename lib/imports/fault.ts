/** One thing wrong with one row: the column as the file names it, what it held, and why not. */
export type Fault = { field: string; value: string; reason: string };

/** Long cells are kept short enough to be read. */
export function shownValue(value: string): string {
  return value.length > 200 ? `${value.slice(0, 199)}…` : value;
}
