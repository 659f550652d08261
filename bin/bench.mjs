// npm run bench [-- --rows 1000000]: measures the figures on a database of its own, which is made
// anew each time and thrown away unless --keep is said. The portal is built if it isn't, and serves
// on a free port meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { joinEmbedded } from '../lib/platform/db/embedded.mjs';
import { migrate } from '../lib/platform/db/migrate.mjs';
import { freePort } from '../lib/platform/db/postgres-cluster.mjs';
import { installDuckdb } from './bench/duckdb.mjs';
import { repository, runCommand } from './database-environment.mjs';
import { build, buildSources, ensureGenerated, isBuilt, version } from './prepare.mjs';

const words = process.argv.slice(2);
const keep = words.includes('--keep');
const withPortal = !words.includes('--no-http') && !words.includes('--help');
const rows = words[words.indexOf('--rows') + 1] ?? '';
const home = path.join(repository, '.data', 'bench-figures');

await runCommand(async () => {
  const { failure } = await ensureGenerated();
  if (failure) throw new Error(failure);
  const database = await joinEmbedded({ ...process.env, BENCHWATCH_HOME: home });
  const environment = {
    ...process.env,
    ...database.env,
    LOG_LEVEL: 'warn',
    TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
    NEXT_TELEMETRY_DISABLED: '1',
  };
  let portal;
  try {
    await emptiedUnlessKept(database.env.DATABASE_OWNER_URL);
    await migrate(database.env.DATABASE_OWNER_URL);
    const duckdb = path.join(repository, '.data', 'bench-duckdb');
    const hasDuckdb = await installDuckdb(duckdb);
    if (!hasDuckdb) console.log('DuckDB could not be installed; it is left out.');
    if (withPortal) portal = await openPortal(environment);
    const superuser = new URL(database.superuserUrl);
    superuser.pathname = new URL(database.env.DATABASE_OWNER_URL).pathname;
    const args = [
      '--conditions=react-server',
      '--import',
      import.meta.resolve('tsx'),
      path.join(repository, 'bin', 'bench.ts'),
      ...words,
    ];
    const env = {
      ...environment,
      APP_URL: portal?.url ?? 'http://localhost:3000',
      BENCH_HOME: home,
      BENCH_SUPERUSER_URL: superuser.href,
      BENCH_VERSION: version(),
      ...(portal ? { BENCH_URL: portal.url } : {}),
      ...(hasDuckdb ? { BENCH_DUCKDB: duckdb } : {}),
    };
    const child = spawn(process.execPath, args, { env, stdio: 'inherit', cwd: repository });
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    if (portal) await portal.close();
    await database.leave();
    if (!keep) await rm(home, { recursive: true, force: true });
  }
});

/** A database that was kept serves again if it has as many rows as are wanted: see bench/seed.ts. */
async function emptiedUnlessKept(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const wanted = `bench of ${/^\d+$/.test(rows) ? rows : '1000000'} tests`;
    const found = await client.query(
      `SELECT obj_description('public'::regnamespace, 'pg_namespace') AS comment`,
    );
    if (keep && found.rows[0]?.comment === wanted) return;
    await client.query(`DROP SCHEMA IF EXISTS public, reporting, graphile_worker CASCADE;
      CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC`);
  } finally {
    await client.end();
  }
}

async function openPortal(environment) {
  const sources = buildSources(environment);
  if (!isBuilt(sources)) {
    console.log('Building the portal …');
    const built = await build(sources, environment);
    if (built.code !== 0) throw new Error(`The portal could not be built:\n${built.output}`);
  }
  const port = await freePort(0);
  const url = `http://localhost:${port}`;
  const next = path.join(repository, 'node_modules', 'next', 'dist', 'bin', 'next');
  const command = [next, 'start', '-p', String(port), '-H', '127.0.0.1'];
  const child = spawn(process.execPath, command, {
    cwd: repository,
    env: { ...environment, NODE_ENV: 'production', APP_URL: url, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  for (let waited = 0; waited < 60_000; waited += 200) {
    // Without a worker it does not call itself healthy, yet it answers.
    const answers = await fetch(`${url}/api/health`).then(
      () => true,
      () => false,
    );
    if (answers) {
      return {
        url,
        close: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
    if (child.exitCode !== null) break;
    await delay(200);
  }
  child.kill('SIGKILL');
  throw new Error('The portal does not answer.');
}
