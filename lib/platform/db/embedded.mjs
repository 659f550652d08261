// The PostgreSQL that comes with Benchwatch. Whoever needs it joins the running server or starts
// it; whoever leaves last stops it. Presence is an open connection, so a killed process is never
// counted, and a server whose starter was killed is simply joined by the next one.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { embeddedHome } from './embedded-home.mjs';
import { embeddedSecrets } from './embedded-secrets.mjs';
import { withFileLock } from './file-lock.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { freePort, initialise, running, start, stop } from './postgres-cluster.mjs';
import { serverUser } from './server-user.mjs';

const database = 'benchwatch';
const presenceName = 'benchwatch presence';
const roles = {
  benchwatch_owner: 'ownerPassword',
  benchwatch_app: 'appPassword',
  benchwatch_reporting: 'reportingPassword',
};

/**
 * Joins the embedded database, making and starting it if need be.
 * @returns {Promise<import('./embedded.mjs').EmbeddedDatabase>}
 */
export async function joinEmbedded(environment = process.env, { keepRunning = false } = {}) {
  const runAs = serverUser();
  const home = embeddedHome(runAs, environment);
  const lock = path.join(home, 'starting.lock');

  const joined = await withFileLock(lock, async () => {
    const secrets = embeddedSecrets(home);
    const cluster = {
      binaries: '',
      folder: path.join(home, 'cluster'),
      logFile: path.join(home, 'postgres.log'),
      runAs,
      password: secrets.superuserPassword,
      settings: ['shared_buffers=256MB', 'max_wal_size=2GB', 'random_page_cost=1.1'],
    };
    let server = running(cluster);
    const found = server !== undefined;
    if (!server) {
      cluster.binaries = await postgresBinaries(home, runAs);
      await initialise(cluster);
      server = await start(cluster, await freePort(rememberedPort(home)));
    }
    const presence = await connect(server.port, secrets);
    await ensureDatabase(presence, server.port, secrets);
    remember(home, server);
    return { server, found, presence, secrets, cluster };
  });
  const { server, found, secrets, cluster } = joined;
  let { presence } = joined;
  let leaving = false;

  // A server that dies is started again on the same port, so that those who use it find it again.
  async function watch() {
    while (!leaving) {
      await new Promise((lost) => presence.once('end', lost));
      for (let wait = 200; !leaving; wait = Math.min(wait * 2, 10_000)) {
        await delay(wait);
        try {
          await withFileLock(lock, async () => {
            if (leaving) return;
            if (!running(cluster)) {
              cluster.binaries ||= await postgresBinaries(home, runAs);
              remember(home, await start(cluster, server.port));
            }
            presence = await connect(server.port, secrets);
          });
          break;
        } catch (error) {
          console.error(`The database is gone; trying again. ${error.message}`);
        }
      }
    }
  }
  if (keepRunning) void watch();

  return {
    home,
    port: server.port,
    joined: found,
    env: {
      DATABASE_URL: address('benchwatch_app', secrets.appPassword, server.port),
      DATABASE_OWNER_URL: address('benchwatch_owner', secrets.ownerPassword, server.port),
      BENCHWATCH_EMBEDDED: '1',
      AUDIT_ANCHOR: path.join(home, 'audit-anchor.jsonl'),
      ...applicationKeys(secrets),
    },
    superuserUrl: address('postgres', secrets.superuserPassword, server.port, 'postgres'),
    reportingUrl: address('benchwatch_reporting', secrets.reportingPassword, server.port),
    async leave({ owner = false } = {}) {
      leaving = true;
      return withFileLock(lock, async () => {
        const others = await othersConnected(presence, owner).catch(() => 0);
        await presence.end().catch(() => undefined);
        const current = running(cluster);
        if (others > 0 || !current) return false;
        await stop(cluster, current.pid);
        return true;
      });
    },
  };
}

/**
 * The keys this installation's portal runs with unless it is given others, without its database.
 * @returns {Record<string, string>}
 */
export function installationKeys(environment = process.env) {
  return applicationKeys(embeddedSecrets(embeddedHome(serverUser(), environment)));
}

function applicationKeys(secrets) {
  const { AUTH_SECRET, SECRETS_KEY, AUDIT_KEY, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY } = secrets;
  return { AUTH_SECRET, SECRETS_KEY, AUDIT_KEY, NEXT_SERVER_ACTIONS_ENCRYPTION_KEY };
}

async function connect(port, secrets) {
  const client = new pg.Client({
    connectionString: address('postgres', secrets.superuserPassword, port, 'postgres'),
    application_name: presenceName,
    keepAlive: true,
  });
  // The connection is only a sign of presence: its loss is for those to report who use the data.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function ensureDatabase(client, port, secrets) {
  for (const [role, passwordName] of Object.entries(roles)) {
    const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    const verb = known.rowCount ? 'ALTER' : 'CREATE';
    const password = client.escapeLiteral(secrets[passwordName]);
    if (!known.rowCount || !(await accepts(role, secrets[passwordName], port))) {
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEROLE PASSWORD ${password}`,
      );
    }
  }
  const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (known.rowCount) return;
  await client.query(`CREATE DATABASE ${database} OWNER benchwatch_owner`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO benchwatch_app`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO benchwatch_reporting`);
}

async function accepts(role, password, port) {
  const client = new pg.Client({ connectionString: address(role, password, port, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Connections of children that have just ended take a moment to disappear.
async function othersConnected(client, onlyBenchwatch) {
  let others = 0;
  for (let attempt = 0; attempt < 10; attempt++) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS others FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
          AND (NOT $1 OR application_name = $2)`,
      [onlyBenchwatch, presenceName],
    );
    others = rows[0].others;
    if (others === 0) return 0;
    await delay(100);
  }
  return others;
}

function address(role, password, port, name = database) {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${name}`;
}

const rememberedFile = (home) => path.join(home, 'server.json');

function rememberedPort(home) {
  try {
    return Number(JSON.parse(readFileSync(rememberedFile(home), 'utf8')).port) || 0;
  } catch {
    return 0;
  }
}

function remember(home, { pid, port }) {
  const text = JSON.stringify({ pid, port }) + '\n';
  const file = rememberedFile(home);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    rmSync(file, { force: true });
    writeFileSync(file, text, { mode: 0o600 });
  }
}
