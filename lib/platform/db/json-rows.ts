/** What the database can keep of a text: no NUL, no half of a character. */
const kept = (text: string) => text.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd');

/** Rows for `jsonb_to_recordset`, times as ISO text; what the database cannot keep is replaced. */
export function jsonRows(rows: readonly unknown[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string' ? kept(value) : value,
  );
}
