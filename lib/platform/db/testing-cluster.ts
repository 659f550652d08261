import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { embeddedHome } from './embedded-home.mjs';
import { embeddedSecrets } from './embedded-secrets.mjs';
import { withFileLock } from './file-lock.mjs';
import { migrate } from './migrate.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { freePort, initialise, running, start, stop } from './postgres-cluster.mjs';
import { serverUser } from './server-user.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the test server's database "postgres", by role, and the template to clone. */
    testCluster: {
      superuser: string;
      owner: string;
      app: string;
      reporting: string;
      template: string;
    };
  }
}

const repository = path.resolve(import.meta.dirname, '..', '..', '..');

/**
 * A PostgreSQL of the tests' own, with one migrated database that every test file clones.
 * BENCHWATCH_TEST_POSTGRES names the folder of another version's programs, such as
 * /usr/lib/postgresql/15/bin. Several test runs at once share the server.
 */
export default async function setup(project: TestProject) {
  const otherBinaries = process.env.BENCHWATCH_TEST_POSTGRES;
  const runAs = serverUser();
  const folder = otherBinaries ? `test-${nameOf(otherBinaries)}` : 'test';
  const home = embeddedHome(runAs, { BENCHWATCH_HOME: path.join(embeddedHome(runAs), folder) });
  const lock = path.join(home, 'starting.lock');
  const { presence, secrets, cluster, port } = await withFileLock(lock, async () => {
    const secrets = embeddedSecrets(home);
    const cluster = {
      binaries: '',
      folder: path.join(home, 'cluster'),
      logFile: path.join(home, 'postgres.log'),
      runAs,
      password: secrets.superuserPassword,
      // Its data is worth nothing after the run.
      settings: [
        'fsync=off',
        'full_page_writes=off',
        'synchronous_commit=off',
        'max_connections=200',
      ],
    };
    let server = running(cluster);
    if (!server) {
      cluster.binaries = otherBinaries ?? (await postgresBinaries(home, runAs));
      await initialise(cluster);
      server = await start(cluster, await freePort());
    }
    const presence = new pg.Client({
      connectionString: address('postgres', secrets.superuserPassword, server.port),
    });
    presence.on('error', () => undefined);
    await presence.connect();
    return { presence, secrets, cluster, port: server.port };
  });

  const superuser = address('postgres', secrets.superuserPassword, port);
  const owner = address('benchwatch_owner', secrets.ownerPassword, port);
  await ensureRoles(presence, {
    benchwatch_owner: secrets.ownerPassword,
    benchwatch_app: secrets.appPassword,
    benchwatch_reporting: secrets.reportingPassword,
  });
  const template = await withFileLock(path.join(home, 'template.lock'), async () => {
    await dropLeftOvers(presence);
    return ensureTemplate(presence, owner);
  });
  project.provide('testCluster', {
    superuser,
    owner,
    app: address('benchwatch_app', secrets.appPassword, port),
    reporting: address('benchwatch_reporting', secrets.reportingPassword, port),
    template,
  });

  return async () => {
    await withFileLock(lock, async () => {
      const others = await otherRuns(presence);
      await presence.end();
      const server = running(cluster);
      if (server && others === 0) await stop(cluster, server.pid);
    });
  };
}

async function ensureRoles(client: pg.Client, passwords: Record<string, string>) {
  for (const [role, password] of Object.entries(passwords)) {
    await client.query(`DO $$ BEGIN
      CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)};
    EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  }
}

/** How many other test runs are connected: each keeps one connection to "postgres". */
async function otherRuns(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS others FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND datname = 'postgres'`,
  );
  return rows[0]?.others ?? 0;
}

/** What runs that were killed left behind, and templates of earlier migrations. */
async function dropLeftOvers(client: pg.Client) {
  if ((await otherRuns(client)) > 0) return;
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^(test|draft|template)_' AND datname <> $1`,
    [templateName()],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
}

/** The template, made anew when a migration, the grants or the job queue's version changed. */
async function ensureTemplate(client: pg.Client, owner: string): Promise<string> {
  const name = templateName();
  const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (known.rowCount) return name;
  const draft = `draft_${process.pid}_${Date.now()}`;
  await client.query(`CREATE DATABASE ${draft} OWNER benchwatch_owner`);
  const url = new URL(owner);
  url.pathname = draft;
  try {
    await migrate(url.href);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  } catch (error) {
    await client.query(`DROP DATABASE ${draft} WITH (FORCE)`);
    throw error;
  }
  return name;
}

function templateName(): string {
  const folder = path.join(repository, 'prisma');
  const migrations = path.join(folder, 'migrations');
  const hash = createHash('sha256');
  for (const entry of readdirSync(migrations).sort()) {
    const file = path.join(migrations, entry, 'migration.sql');
    if (existsSync(file)) hash.update(entry).update(readFileSync(file));
  }
  hash.update(readFileSync(path.join(folder, 'grants.sql')));
  hash.update(
    readFileSync(path.join(repository, 'node_modules', 'graphile-worker', 'package.json')),
  );
  return `template_${hash.digest('hex').slice(0, 16)}`;
}

function address(role: string, password: string, port: number): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`;
}

/** "15" of /usr/lib/postgresql/15/bin */
function nameOf(binaries: string): string {
  return path.basename(path.dirname(binaries));
}
