import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pool } from './client';

/** The cells of one row as PostgreSQL packs them; null where there is none. */
export type PackedRow = readonly (Buffer | null)[];

/** `PGCOPY\n\377\r\n\0`, flags, and no extension. */
const HEADER_BYTES = 19;

/**
 * The rows of what COPY … (FORMAT binary) sends: after a header, each row its count of cells as int2
 * and each cell its length as int4 (-1 of null) and its bytes; -1 ends them. PostgreSQL's manual,
 * "COPY", "Binary Format".
 */
export function unpackRows(sent: Buffer): PackedRow[] {
  const rows: PackedRow[] = [];
  let at = HEADER_BYTES;
  for (let cells = sent.readInt16BE(at); cells !== -1; cells = sent.readInt16BE(at)) {
    at += 2;
    const row: (Buffer | null)[] = [];
    for (let place = 0; place < cells; place += 1) {
      const length = sent.readInt32BE(at);
      at += 4;
      row.push(length === -1 ? null : sent.subarray(at, at + length));
      at += Math.max(length, 0);
    }
    rows.push(row);
  }
  return rows;
}

/** COPY takes no parameters: $1 becomes the lab's id, $2 some days. */
function withLiterals(text: string, labId: string, days: readonly string[]): string {
  const lab = `${pg.escapeLiteral(labId)}::uuid`;
  const list = `${pg.escapeLiteral(`{${days.join(',')}}`)}::date[]`;
  return text.replace(/\$([12])(?!\d)/g, (_, number) => (number === '1' ? lab : list));
}

/**
 * Reads rows of a lab ($1) and some days ($2, YYYY-MM-DD) in PostgreSQL's binary format: for columns
 * of packed numbers, which its text format doubles and Prisma turns into text once more. Like any
 * raw SQL the text names `lab_id` itself.
 */
export type ReadPacked = (
  text: string,
  labId: string,
  days?: readonly string[],
) => Promise<PackedRow[]>;

/** Does all reading of `work` in one snapshot of the database, on one connection. */
export async function inOneSnapshot<T>(work: (read: ReadPacked) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let failed: Error | undefined;
  const read: ReadPacked = async (text, labId, days = []) => {
    const copied = client.query(
      copyTo(`COPY (${withLiterals(text, labId, days)}) TO STDOUT (FORMAT binary)`),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of copied) chunks.push(chunk);
    return unpackRows(Buffer.concat(chunks));
  };
  try {
    // Compiling the queries costs more than it saves.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL jit = off');
    const done = await work(read);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    // The connection goes with its transaction.
    failed = error instanceof Error ? error : new Error(String(error));
    throw failed;
  } finally {
    client.release(failed);
  }
}
