import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { PrismaClient } from './generated/client';
import { RetryingPool } from './retrying-pool';

/**
 * The database without a lab: for signing in, the worker, commands and migrations only (lint
 * holds everyone else to lab-db.ts). One pool a process, shared by Prisma and by the few things
 * Prisma cannot do: COPY, cursors, LISTEN.
 */
type Opened = { pool: pg.Pool; prisma: PrismaClient };

// Next's development server loads modules anew on every change; the pool must survive that.
const holder: typeof globalThis & { benchwatchDatabase?: Opened } = globalThis;

function open(): Opened {
  const pool = new RetryingPool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    application_name: 'benchwatch',
    // adapter-pg drops offsets, so a session in another zone would read and write wrong times.
    options: '-c TimeZone=UTC',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would
  // end the process.
  pool.on('error', (error) => log.warn({ reason: error.message }, 'database connection lost'));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  });
  return { pool, prisma };
}

function opened(): Opened {
  holder.benchwatchDatabase ??= open();
  return holder.benchwatchDatabase;
}

/** Prisma, bound to no lab. */
export function unboundDb(): PrismaClient {
  return opened().prisma;
}

/** The pool itself, for COPY, cursors and LISTEN alone. */
export function pool(): pg.Pool {
  return opened().pool;
}

/** Ends all connections, for commands and tests. */
export async function closeDatabase(): Promise<void> {
  const current = holder.benchwatchDatabase;
  if (!current) return;
  holder.benchwatchDatabase = undefined;
  await current.prisma.$disconnect();
  if (!current.pool.ended) await current.pool.end();
}
