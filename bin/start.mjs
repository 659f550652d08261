// npm start: everything from a fresh clone to a running portal. Node's own modules only, until the
// packages are installed. With --dev it serves the sources as they are edited.
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { explain, repository, settings, withDefaults } from './database-environment.mjs';
import {
  build,
  buildSources,
  ensureGenerated,
  install,
  isBuilt,
  isInstalled,
  nodeComplaint,
  run,
  version,
} from './prepare.mjs';
import { showLogLine } from './show-log-line.mjs';
import { supervise } from './supervise.mjs';

/** Longer than a proxy keeps one: whoever takes it up again must not find it just closed. */
const IDLE_CONNECTION_MS = 75_000;

const development = process.argv.includes('--dev');
const began = Date.now();
let database;
let children = [];
let stopping = 0;
let announced = false;

class Stop extends Error {}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void shutDown(0));

try {
  await main();
} catch (error) {
  if (!stopping) {
    console.error(`\n${error instanceof Stop ? error.message : explain(error)}`);
    await shutDown(1);
  }
}

async function main() {
  const complaint = nodeComplaint();
  if (complaint) throw new Stop(complaint);
  const given = withDefaults(settings());
  await refuseTakenPort(given);

  await step('Installing packages', !isInstalled(), 'a minute or two', async () => {
    failIf(await install(), 'The packages could not be installed');
  });
  await step('Preparing', true, undefined, async () => {
    const { failure } = await ensureGenerated();
    if (failure) throw new Stop(`prisma generate failed:\n${failure}`);
  });

  const environment = await openDatabase(given);
  failIf(await runTypeScript('check-settings', environment));
  // The database is filled while the portal is built.
  const outcomes = await Promise.allSettled([
    development ? undefined : ensureBuilt(environment),
    fillDatabase(environment),
  ]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  if (stopping) return;

  const web = startWeb(environment);
  const worker = startWorker(environment);
  children = [web, ...(worker ? [worker] : [])];
  const failed = await Promise.race([answering(environment), ...children.map((c) => c.failed)]);
  if (failed) throw new Stop(failed);
  children.forEach((child) => child.markHealthy());
  const hint = await runTypeScript('sign-in-hint', environment);
  announced = true;
  console.log(
    `\nBenchwatch ${version()} runs at ${environment.APP_URL} (ready after ${seconds(began)})\n` +
      `${hint.code === 0 ? hint.output : ''}\nStop it with Ctrl-C.`,
  );
}

async function openDatabase(given) {
  if (given.DATABASE_URL) {
    const { serverActionsKey } = await import('./server-actions-key.mjs');
    return withDefaults({ ...serverActionsKey(given), ...given });
  }
  return step('Starting the database', true, undefined, async () => {
    const { joinEmbedded } = await import('../lib/platform/db/embedded.mjs');
    database = await joinEmbedded(given, { keepRunning: true });
    return withDefaults({ ...database.env, ...given });
  });
}

async function ensureBuilt(environment) {
  const sources = buildSources(environment);
  await step('Building the portal', !isBuilt(sources), 'a minute or two', async () => {
    failIf(await build(sources, environment), 'The portal could not be built');
  });
}

async function fillDatabase(environment) {
  const { migrate } = await import('../lib/platform/db/migrate.mjs');
  const { applied, edited } = await step('Bringing the database up to date', true, undefined, () =>
    migrate(environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL),
  );
  for (const name of edited) {
    console.warn(`  Migration ${name} was changed after it was applied here; that has no effect.`);
  }
  if (applied.length > 0) console.log(`  ${applied.length} migration(s) applied`);
  if (!database) return;
  await step('Loading the demo lab', true, undefined, async () => {
    const loading = await runTypeScript('seed-demo', environment);
    failIf(loading, 'The demo lab could not be loaded');
    if (loading.output) console.log(loading.output);
  });
}

function startWeb(environment) {
  const next = path.join(repository, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { PORT, HOST } = environment;
  return supervise({
    name: 'portal',
    folder: repository,
    command: [
      process.execPath,
      next,
      ...(development ? ['dev'] : ['start', '--keepAliveTimeout', String(IDLE_CONNECTION_MS)]),
      '-p',
      PORT,
      '-H',
      HOST,
    ],
    environment: {
      ...environment,
      NODE_ENV: development ? 'development' : 'production',
      NODE_OPTIONS: preload(environment),
      NEXT_TELEMETRY_DISABLED: '1',
    },
    onLine(line) {
      // Next greets with an address of its own; ours follows.
      if (announced || development || line.startsWith('{')) showLogLine(line);
    },
  });
}

function startWorker(environment) {
  const file = path.join(repository, 'bin', 'worker.ts');
  if (!existsSync(file)) return undefined;
  return supervise({
    name: 'worker',
    folder: repository,
    // Large imports make much garbage; a small heap keeps the process under 400 MB.
    command: [process.execPath, '--max-old-space-size=256', ...typeScriptFlags(), file],
    environment: {
      ...environment,
      NODE_ENV: development ? 'development' : 'production',
      NODE_OPTIONS: preload(environment),
    },
    onLine: showLogLine,
  });
}

function preload(environment) {
  const file = new URL('./exit-with-parent.mjs', import.meta.url).href;
  return `${environment.NODE_OPTIONS ?? ''} --import=${file}`.trim();
}

function typeScriptFlags() {
  return ['--conditions=react-server', '--import', import.meta.resolve('tsx')];
}

async function runTypeScript(name, environment) {
  const file = path.join(repository, 'bin', `${name}.ts`);
  if (!existsSync(file)) return { code: 0, output: '' };
  return run([process.execPath, ...typeScriptFlags(), file], environment);
}

async function answering({ HOST, PORT }) {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  for (let waited = 0; waited < 120_000; waited += 200) {
    try {
      const response = await fetch(
        `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/api/health`,
      );
      await response.arrayBuffer();
      if (response.status === 200) return undefined;
    } catch {
      // Not listening yet.
    }
    await delay(200);
  }
  return 'The portal did not report itself healthy within two minutes. See /api/health.';
}

async function refuseTakenPort({ PORT, HOST }) {
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Stop(`PORT is "${PORT}"; it must be a number from 1 to 65535.`);
  }
  const error = await new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host: HOST, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
  if (!error) return;
  const other = port === 65535 ? 3001 : port + 1;
  const reasons = {
    EADDRINUSE: `Port ${port} is in use on ${HOST}. Stop what runs there, or choose another: PORT=${other} npm start`,
    EACCES: `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000 npm start`,
    EADDRNOTAVAIL: `HOST is ${HOST}, which is no address of this machine.`,
    ENOTFOUND: `HOST is ${HOST}, which is no address of this machine.`,
  };
  throw new Stop(reasons[error.code] ?? `Port ${port} on ${HOST} can't be used: ${error.message}`);
}

/** Does a step if it is needed, and says how long it took when that was noticeable. */
async function step(title, needed, expectation, work) {
  if (!needed || stopping) return undefined;
  const start = Date.now();
  if (expectation) console.log(`${title} … (${expectation} the first time)`);
  const outcome = await work();
  if (expectation || Date.now() - start > 2_000) console.log(`${title}: done in ${seconds(start)}`);
  return outcome;
}

function failIf({ code, output }, sentence) {
  if (code === 0) return;
  throw new Stop(sentence ? `${sentence}:\n${output}` : output);
}

function seconds(since) {
  return `${Math.max(1, Math.round((Date.now() - since) / 1000))} s`;
}

async function shutDown(code) {
  if (stopping) {
    // One Ctrl-C may arrive twice, by way of npm; a second one means "now".
    if (Date.now() - stopping > 1_000) children.forEach((child) => child.killNow());
    return;
  }
  stopping = Date.now();
  if (children.length > 0) console.log('\nStopping …');
  await Promise.all(children.map((child) => child.stop(15_000)));
  if (database) {
    const stopped = await database.leave({ owner: true });
    if (!stopped) console.log('Another command still uses the database; it stops after that one.');
  }
  process.exit(code);
}
