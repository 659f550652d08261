import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits between attempts, together under four seconds: a restart of the database is outlasted. */
const PAUSES_MS = [100, 250, 500, 1000, 2000];

const TRANSIENT = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  // PostgreSQL: starting up or shutting down; too many connections.
  '57P03',
  '53300',
]);

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && TRANSIENT.has(error.code)) return true;
  return error.message === 'Connection terminated unexpectedly';
}

/**
 * Tries to connect again, with back-off, while the database cannot be reached. Nothing was sent
 * yet, so no query runs twice; a connection lost in the middle of one is the caller's to report.
 */
export async function connectWithRetry<T>(
  connect: () => Promise<T>,
  pausesMs: readonly number[] = PAUSES_MS,
): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await connect();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await delay(pause);
    }
  }
  return connect();
}

type Connected = Parameters<pg.Pool['connect']>[0];

/** pg.Pool that outlasts a short absence of the database; `query` connects through `connect`. */
export class RetryingPool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    // A connection that breaks between two queries of whoever holds it would end the process; the
    // next query says so.
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const connected = connectWithRetry(() => super.connect());
    if (!callback) return connected;
    connected.then(
      (client) => callback(undefined, client, (release) => client.release(release)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
  }
}
