import type pg from 'pg';
import { log } from '../log';
import { pool } from './client';
import type { Prisma } from './generated/client';

/** Values as PostgreSQL writes them; null for none. */
export type TextRow = (string | null)[];

const AS_TEXT: pg.CustomTypesConfig = {
  getTypeParser: () => (value: string | Buffer) => value.toString(),
};

/** How long whoever reads may do nothing before the database ends the transaction. */
const IDLE_SECONDS = 120;

/**
 * A query whose rows stay in the database until they are fetched, all from one snapshot, so that
 * memory does not grow with their number. Holds one connection of the pool: close it, always.
 */
export class RowCursor {
  private closed = false;
  private fetching: Promise<unknown> | null = null;

  private constructor(
    private readonly client: pg.PoolClient,
    private readonly pid: number,
  ) {}

  /** Begins the query; nothing is read yet. */
  static async open(query: Prisma.Sql): Promise<RowCursor> {
    const client = await pool().connect();
    // Ended by the database, say: the fetch under way or the next one says so.
    client.on('error', onLost);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await client.query<{ pid: number }>(
        `SELECT pg_backend_pid() AS pid,
           set_config('idle_in_transaction_session_timeout', $1, true),
           -- All rows are wanted, and soon.
           set_config('cursor_tuple_fraction', '1', true), set_config('jit', 'off', true),
           set_config('work_mem', '64MB', true)`,
        [`${IDLE_SECONDS}s`],
      );
      await client.query(`DECLARE row_cursor NO SCROLL CURSOR FOR ${query.text}`, query.values);
      return new RowCursor(client, rows[0]?.pid ?? 0);
    } catch (error) {
      release(client, true);
      throw error;
    }
  }

  /** The next rows, at most so many; none at the end. */
  async fetch(count: number): Promise<TextRow[]> {
    if (this.closed) throw new Error('The cursor was closed before its last row');
    const fetching = this.client.query<TextRow>({
      text: `FETCH FORWARD ${Math.floor(count)} FROM row_cursor`,
      rowMode: 'array',
      types: AS_TEXT,
    });
    this.fetching = fetching;
    try {
      return (await fetching).rows;
    } finally {
      this.fetching = null;
    }
  }

  /** Gives the connection back; a fetch under way is cancelled in the database. Never throws. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { fetching, client } = this;
    if (fetching !== null) {
      // A cancel may arrive late, so this connection must not be another query's by then.
      await pool()
        .query('SELECT pg_cancel_backend($1)', [this.pid])
        .catch((error: unknown) => log.warn({ err: error }, 'a query could not be cancelled'));
      release(client, true);
      await fetching.catch(() => undefined);
      return;
    }
    const ended = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    release(client, !ended);
  }
}

function onLost(error: Error): void {
  log.warn({ reason: error.message }, 'database connection lost while rows were read');
}

function release(client: pg.PoolClient, destroy: boolean): void {
  if (!destroy) client.removeListener('error', onLost);
  client.release(destroy);
}
