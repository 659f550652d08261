/** NUL, and half of a character: what the database cannot keep. */
const UNKEPT = /[\u0000\p{Surrogate}]/u;
const EVERY_UNKEPT = new RegExp(UNKEPT, 'gu');

/** Rows for `jsonb_to_recordset`, times as ISO text; what the database cannot keep is replaced. */
export function jsonRows(rows: readonly unknown[]): string {
  const text = JSON.stringify(rows);
  // Nearly always there is nothing of the kind: JSON writes both as an escape.
  if (!/\\u(?:0000|[dD][89a-fA-F])/.test(text)) return text;
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string' && UNKEPT.test(value) ? value.replace(EVERY_UNKEPT, '\ufffd') : value,
  );
}
