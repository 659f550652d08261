// Brings a database up to date: our migrations, the job queue's own, then who may do what.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations as migrateJobs, Logger } from 'graphile-worker';
import pg from 'pg';
import { applyMigrations } from './schema-engine.mjs';

const prismaFolder = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  '..',
  'prisma',
);

// Two processes that start at once on one database take turns. "bench", read as a number.
const advisoryLock = 0x62656e63;

/**
 * Idempotent; concurrent callers take turns.
 * @param {string} ownerUrl address of the database as the role that owns its tables
 * @returns {Promise<import('./migrate.mjs').MigrationOutcome>}
 */
export async function migrate(ownerUrl) {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'benchwatch migrate',
    options: '-c TimeZone=UTC',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await refuseUnfit(client);
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const outcome = await applyMigrations(ownerUrl, path.join(prismaFolder, 'migrations'));
    await migrateJobQueue(ownerUrl);
    const grants = path.join(prismaFolder, 'grants.sql');
    if (existsSync(grants)) await client.query(readFileSync(grants, 'utf8'));
    return outcome;
  } finally {
    await client.end();
  }
}

async function refuseUnfit(client) {
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone`,
  );
  const { version, encoding, zone } = rows[0];
  if (version < 150000) {
    throw new Error(`PostgreSQL 15 or newer is needed; this is ${Math.floor(version / 10000)}.`);
  }
  if (encoding !== 'UTF8') {
    throw new Error(`The database must be made with ENCODING 'UTF8'; this one has ${encoding}.`);
  }
  if (zone !== 'UTC') {
    throw new Error(
      `Connections must run in UTC, but this one runs in ${zone}. ` +
        'Take the setting of TimeZone out of the database address.',
    );
  }
}

async function migrateJobQueue(ownerUrl) {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  pool.on('error', () => undefined);
  try {
    await migrateJobs({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}
