// A portal with a database, keys and ports of its own, for commands that measure or kill it. It is
// made anew each time and thrown away; one build serves it and `npm start`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installationKeys, joinEmbedded } from '../lib/platform/db/embedded.mjs';
import { migrate } from '../lib/platform/db/migrate.mjs';
import { freePort, running, stop } from '../lib/platform/db/postgres-cluster.mjs';
import { repository } from './database-environment.mjs';
import { build, buildSources, ensureGenerated, isBuilt, run } from './prepare.mjs';

const tsx = () => ['--conditions=react-server', '--import', import.meta.resolve('tsx')];

/**
 * Opens one in `.data/<name>`: the database is up and migrated, nothing else runs yet.
 * @param {string} name
 * @param {Record<string, string>} [given] settings of its processes
 */
export async function openPortal(name, given = {}) {
  const { failure } = await ensureGenerated();
  if (failure) throw new Error(failure);
  const home = path.join(repository, '.data', name);
  const cluster = { folder: path.join(home, 'cluster') };
  const leftOver = running(cluster);
  if (leftOver) await stop(cluster, leftOver.pid);
  await rm(home, { recursive: true, force: true });

  const database = await joinEmbedded(
    { ...process.env, BENCHWATCH_HOME: home },
    { keepRunning: true },
  );
  const [port, mllpPort] = [await freePort(0), await freePort(0)];
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    ...database.env,
    ...installationKeys(),
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
    APP_URL: url,
    PORT: String(port),
    MLLP_PORT: String(mllpPort),
    ...given,
  };
  const kept = [];
  const next = path.join(repository, 'node_modules', 'next', 'dist', 'bin', 'next');
  const commands = {
    web: [next, 'start', '-p', String(port), '-H', '127.0.0.1'],
    worker: ['--max-old-space-size=256', ...tsx(), path.join(repository, 'bin', 'worker.ts')],
  };

  return {
    url,
    mllpPort,
    environment,
    superuserUrl: database.superuserUrl,
    async migrate() {
      await migrate(database.env.DATABASE_OWNER_URL);
    },
    async ensureBuilt() {
      const sources = buildSources(environment);
      if (isBuilt(sources)) return;
      console.log('Building the portal …');
      const built = await build(sources, environment);
      if (built.code !== 0) throw new Error(`The portal could not be built:\n${built.output}`);
    },
    /** Runs bin/NAME.ts to its end; what it printed. */
    async command(file, ...words) {
      const program = [process.execPath, ...tsx(), path.join(repository, 'bin', `${file}.ts`)];
      const { code, output } = await run([...program, ...words], environment);
      if (code !== 0) throw new Error(output);
      return output;
    },
    /** Starts "web" or "worker", and again at once whenever it ends, until the portal closes. */
    start(what) {
      const child = keep(commands[what], environment);
      kept.push(child);
      return child;
    },
    /** The process of the database, whoever started it. */
    databasePid: () => running(cluster)?.pid,
    /** Seconds of CPU that "web" or "worker" has used since it was started; NaN where unknown. */
    cpuSeconds: (child) => cpuSeconds(child.pid()),
    async answers(patience = 60_000) {
      for (let waited = 0; waited < patience; waited += 200) {
        const answer = await fetch(`${url}/api/health`).catch(() => undefined);
        if (answer?.status === 200) return;
        await delay(200);
      }
      throw new Error('The portal does not answer.');
    },
    async close() {
      await Promise.all(kept.map((child) => child.stop()));
      await database.leave();
      const left = running(cluster);
      if (left) await stop(cluster, left.pid);
      await rm(home, { recursive: true, force: true });
    },
  };
}

function cpuSeconds(pid) {
  try {
    // After the name in brackets: state is field 3, so utime and stime are 12th and 13th of these.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

/** Keeps a program running. Its output is shown where it says something. */
function keep(words, environment) {
  let child;
  let stopping = false;
  const life = (async () => {
    while (!stopping) {
      child = spawn(process.execPath, words, {
        cwd: repository,
        env: environment,
        stdio: ['ignore', 'ignore', process.env.DEBUG ? 'inherit' : 'ignore'],
      });
      await once(child, 'exit').catch(() => undefined);
      // One that cannot start is not tried a thousand times a second.
      if (!stopping) await delay(200);
    }
  })();
  return {
    pid: () => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined),
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    async stop() {
      stopping = true;
      child?.kill('SIGTERM');
      const forced = setTimeout(() => child?.kill('SIGKILL'), 10_000);
      await life;
      clearTimeout(forced);
    },
  };
}
