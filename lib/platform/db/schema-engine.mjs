// Prisma's schema engine as WebAssembly: no program is downloaded, so it works in closed networks.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

const noFilter = { externalTables: [], externalEnums: [] };

let loaded;

async function engineModule() {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
    const bytes = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
    glue.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return glue;
  })();
  return loaded;
}

async function withEngine(url, schemas, work) {
  const { SchemaEngine } = await engineModule();
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'benchwatch migrate',
    options: '-c TimeZone=UTC',
  });
  pool.on('error', () => undefined);
  // The engine passes on little of what the database said.
  const failure = { error: undefined };
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(
      wholeScripts(new PrismaPg(pool), pool, failure),
    );
    const engine = await SchemaEngine.new({ datamodels: schemas }, () => undefined, factory);
    try {
      return await work(engine, pool, failure);
    } finally {
      engine.free();
    }
  } catch (error) {
    if (!failure.error) throw error;
    const where = failure.migration ? `Migration ${failure.migration} failed: ` : '';
    throw new Error(where + failure.error.message, { cause: failure.error });
  } finally {
    await pool.end();
  }
}

function describe(error, script) {
  const line = error.position
    ? script.slice(0, Number(error.position)).split('\n').length
    : undefined;
  return [line && `line ${line}: `, error.message, error.hint && ` (${error.hint})`]
    .filter(Boolean)
    .join('');
}

// The adapter cuts a script at every semicolon, in the middle of functions too, and commits each
// piece. Sent as one text it is one transaction, and the server does the reading.
function wholeScripts(factory, pool, failure) {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script).catch((error) => {
          const { code = '', severity = 'ERROR', message, detail, column, hint } = error;
          throw new DriverAdapterError({
            kind: 'postgres',
            code,
            severity,
            message,
            detail,
            column,
            hint,
          });
        });
      } catch (error) {
        failure.error = new Error(describe(error, script), { cause: error });
        throw error;
      }
    };
    return adapter;
  };
  return factory;
}

/**
 * Applies the migrations a database has not had.
 * @param {string} url of the role that owns the tables
 * @param {string} folder `prisma/migrations`
 * @returns {Promise<{ applied: string[], edited: string[] }>} names of what was applied now, and of
 *   earlier ones whose text has changed since
 * @throws when a migration fails, with the database's own message; that migration left nothing
 */
export async function applyMigrations(url, folder) {
  return withEngine(url, undefined, async (engine, pool, failure) => {
    const migrationsList = listMigrations(folder);
    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilter,
    });
    // A migration is one implicit transaction, so one that failed left nothing to repair.
    for (const migrationName of diagnosis.failedMigrationNames) {
      await engine.markMigrationRolledBack({ migrationName });
    }
    const { appliedMigrationNames } = await engine
      .applyMigrations({ migrationsList, filters: noFilter })
      .catch((error) => {
        failure.migration = /migration_name="([^"]+)"/.exec(error.message)?.[1];
        throw error;
      });
    return { applied: appliedMigrationNames, edited: await editedSince(pool, migrationsList) };
  });
}

async function editedSince(pool, { migrationDirectories }) {
  const { rows } = await pool.query(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const recorded = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  return migrationDirectories
    .filter(({ path: name, migrationFile }) => {
      const checksum = createHash('sha256').update(migrationFile.content.value).digest('hex');
      return recorded.has(name) && recorded.get(name) !== checksum;
    })
    .map(({ path: name }) => name);
}

/**
 * The SQL that leads from one schema to another.
 * @param {string} url any database: the engine wants one, and reads nothing of it
 * @param {string | undefined} from text of a Prisma schema; undefined: nothing
 * @param {string} to text of a Prisma schema
 * @returns {Promise<string>} empty when there is no difference
 */
export async function diffSchemas(url, from, to) {
  const datamodel = (content) => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content }],
  });
  return withEngine(url, [['schema.prisma', to]], async (engine) => {
    const { stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    const sql = stdout ?? '';
    return sql.includes('-- This is an empty migration') ? '' : sql;
  });
}

/** The names of the migrations, oldest first. */
export function migrationNames(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function listMigrations(folder) {
  const lockfile = path.join(folder, 'migration_lock.toml');
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: readMigration(path.join(folder, name, 'migration.sql')),
      },
    })),
  };
}

function readMigration(file) {
  try {
    return { tag: 'ok', value: readFileSync(file, 'utf8') };
  } catch (error) {
    return { tag: 'error', value: String(error) };
  }
}
