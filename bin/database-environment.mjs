// The environment every process of an installation runs in: settings from .env, and the embedded
// database where DATABASE_URL names no other.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The environment with what `.env` adds: a variable that is set stays, an empty one is none. */
export function settings(environment = process.env) {
  const file = path.join(repository, '.env');
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const all = Object.entries({ ...fromFile, ...environment });
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

/**
 * Runs `work` with the environment of this installation, joining the embedded database if it is in
 * use and leaving it afterwards. With migrateFirst, one that nobody had running is brought up to
 * date.
 * @template T
 * @param {(environment: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDatabase(work, { migrateFirst = false } = {}) {
  const given = settings();
  if (given.DATABASE_URL) return work(withDefaults(given));
  const { joinEmbedded } = await import('../lib/platform/db/embedded.mjs');
  const database = await joinEmbedded(given);
  try {
    if (migrateFirst && !database.joined) {
      // A command may come before the first start, or after an update.
      const { migrate } = await import('../lib/platform/db/migrate.mjs');
      await migrate(database.env.DATABASE_OWNER_URL);
    }
    return await work(withDefaults({ ...database.env, ...given }));
  } finally {
    await database.leave();
  }
}

/** Fills in what follows from other settings. */
export function withDefaults(environment) {
  const PORT = environment.PORT ?? '3000';
  const HOST = environment.HOST ?? '127.0.0.1';
  // With a database of their own people serve others too: they must say under which address.
  const ownAddress = environment.BENCHWATCH_EMBEDDED ? { APP_URL: `http://localhost:${PORT}` } : {};
  const AUDIT_ANCHOR = path.join(repository, '.data', 'audit-anchor.jsonl');
  return { AUDIT_ANCHOR, ...ownAddress, ...environment, PORT, HOST };
}

/** Runs a command's main function: an error becomes one message and exit code 1. */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
  // The migration engine leaves a timer behind that would keep us for ten seconds.
  process.exit();
}

/** An error in words for the terminal: what the database said, without a stack. */
export function explain(error) {
  if (process.env.DEBUG) return error.stack ?? String(error);
  if (error instanceof AggregateError) return error.errors.map(explain).join('\n');
  const code = error.code === 'ECONNREFUSED' ? 'The database does not answer: ' : '';
  return code + (error.message || String(error));
}
