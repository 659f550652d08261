// npm run bench [-- --rows 1000000]: measures the figures on a database of its own, which is made
// anew each time and thrown away unless --keep is said. The portal is built if it isn't, and serves
// on a free port meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../lib/platform/db/postgres-cluster.mjs';
import { installDuckdb } from './bench/duckdb.mjs';
import { inOwnDatabase, runMeasurement } from './bench/own-database.mjs';
import { repository, runCommand } from './database-environment.mjs';
import { build, buildSources, isBuilt } from './prepare.mjs';

const words = process.argv.slice(2);
const keep = words.includes('--keep');
const withPortal = !words.includes('--no-http') && !words.includes('--help');
const rows = words[words.indexOf('--rows') + 1] ?? '';
const home = path.join(repository, '.data', 'bench-figures');

await runCommand(() => inOwnDatabase(home, { keep, serves: hasRows }, measured));

async function measured(environment) {
  const duckdb = path.join(repository, '.data', 'bench-duckdb');
  const hasDuckdb = await installDuckdb(duckdb);
  if (!hasDuckdb) console.log('DuckDB could not be installed; it is left out.');
  const portal = withPortal ? await openPortal(environment) : undefined;
  try {
    return await runMeasurement('bench.ts', words, {
      ...environment,
      BENCH_HOME: home,
      ...(portal ? { APP_URL: portal.url, BENCH_URL: portal.url } : {}),
      ...(hasDuckdb ? { BENCH_DUCKDB: duckdb } : {}),
    });
  } finally {
    if (portal) await portal.close();
  }
}

/** A database that was kept serves again if it has as many rows as are wanted: see bench/seed.ts. */
async function hasRows(client) {
  const wanted = `bench of ${/^\d+$/.test(rows) ? rows : '1000000'} tests`;
  const found = await client.query(
    `SELECT obj_description('public'::regnamespace, 'pg_namespace') AS comment`,
  );
  return found.rows[0]?.comment === wanted;
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
    env: {
      ...environment,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      APP_URL: url,
      PORT: String(port),
    },
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
