import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

export type Cell = string | number | boolean | null;

const SPECIAL = /[\\\n\r\t]/;
const EACH_SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
const FIRST_BYTES = 256 * 1024;

function copyCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  if (!SPECIAL.test(cell)) return cell;
  return cell.replace(EACH_SPECIAL, (letter) => ESCAPES[letter] ?? letter);
}

/**
 * Rows on their way into one table by COPY, which takes a third less of the server than INSERT from
 * arrays. They are turned into bytes as they come, into a buffer that is used again: held as
 * objects until the end of a batch they would cost more in garbage collection than all else.
 */
export class CopyText {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  /** `target` is a table with its columns, written in code and never taken from input. */
  constructor(private readonly target: string) {}

  add(cells: readonly Cell[]): void {
    const text = `${cells.map(copyCell).join('\t')}\n`;
    // A letter has at most three bytes in UTF-8, or four for two.
    const room = this.#length + text.length * 3;
    if (room > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(room, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Forgets what was added, as when a batch begins again. */
  clear(): void {
    this.#length = 0;
  }

  /** Writes what was added, and is empty afterwards. */
  async send(client: PoolClient): Promise<void> {
    if (this.#length === 0) return;
    const stream = client.query(from(`COPY ${this.target} FROM STDIN`));
    stream.end(this.#bytes.subarray(0, this.#length));
    await finished(stream);
    this.#length = 0;
  }
}
