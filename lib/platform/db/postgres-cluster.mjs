// One PostgreSQL cluster in a folder: made, started, found again, stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} Cluster
 * @property {string} binaries folder with initdb and postgres
 * @property {string} folder belongs to the server's user; holds `data` and `tmp`
 * @property {string} logFile
 * @property {import('./server-user.mjs').ServerUser | undefined} runAs
 * @property {string} password of the superuser "postgres"
 * @property {string[]} [settings] more `-c` settings, "name=value"
 */

const dataFolder = (cluster) => path.join(cluster.folder, 'data');
const identity = (runAs) => (runAs ? { uid: runAs.uid, gid: runAs.gid } : {});

/** Makes the cluster unless it exists. A folder half made is never mistaken for a whole one. */
export async function initialise(cluster) {
  const data = dataFolder(cluster);
  if (existsSync(path.join(data, 'PG_VERSION'))) return;
  const half = `${data}.new`;
  const passwordFile = path.join(cluster.folder, 'password');
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, cluster.password + '\n', { mode: 0o600 });
  if (cluster.runAs) chownSync(passwordFile, cluster.runAs.uid, cluster.runAs.gid);
  try {
    const environment = await serverEnvironment(cluster);
    const child = spawn(
      path.join(cluster.binaries, 'initdb'),
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--lc-messages=C',
      ],
      { cwd: '/', env: environment, stdio: ['ignore', 'pipe', 'pipe'], ...identity(cluster.runAs) },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`The database could not be made (initdb):\n${output.trim()}`);
    await rename(half, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * The server that runs on this cluster, whoever started it.
 * @returns {{ pid: number, port: number } | undefined}
 */
export function running(cluster) {
  let lines;
  try {
    lines = readFileSync(path.join(dataFolder(cluster), 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 && isServer(pid, cluster) ? { pid, port } : undefined;
}

/**
 * Starts the server on loopback and returns once it accepts connections. It outlives this process.
 * @param {Cluster} cluster
 * @param {number} port
 * @returns {Promise<{ pid: number, port: number }>}
 */
export async function start(cluster, port) {
  if (existsSync(cluster.logFile) && statSync(cluster.logFile).size > 10_000_000) {
    await rename(cluster.logFile, `${cluster.logFile}.old`);
  }
  const environment = await serverEnvironment(cluster);
  const log = openSync(cluster.logFile, 'a', 0o600);
  const logStart = statSync(cluster.logFile).size;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'jit=off',
    ...(cluster.settings ?? []),
  ];
  const child = spawn(
    path.join(cluster.binaries, 'postgres'),
    ['-D', dataFolder(cluster), ...settings.flatMap((setting) => ['-c', setting])],
    {
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', log, log],
      ...identity(cluster.runAs),
    },
  );
  closeSync(log);
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  child.unref();
  for (let waited = 0; waited < 60_000 && !ended; waited += 50) {
    if (child.pid && isReady(cluster, child.pid)) return { pid: child.pid, port };
    await delay(50);
  }
  const tail = readFileSync(cluster.logFile).subarray(logStart).toString().trim();
  throw new Error(
    `The database did not start${ended ? '' : ' within 60 s'}. Its log (${cluster.logFile}) says:\n` +
      tail.split('\n').slice(-15).join('\n'),
  );
}

/** Stops the server, ending open connections, and waits until it is gone. */
export async function stop(cluster, pid) {
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (!isAlive(pid)) return;
    await delay(50);
  }
  throw new Error(`The database (process ${pid}) did not stop within 60 s.`);
}

/** A port nobody listens on: the preferred one if it is free. */
export async function freePort(preferred = 0) {
  for (const port of [preferred, 0]) {
    const server = createServer();
    try {
      server.listen({ host: '127.0.0.1', port, exclusive: true });
      await once(server, 'listening');
      return server.address().port;
    } catch {
      continue;
    } finally {
      server.close();
    }
  }
  throw new Error('No free port was found on 127.0.0.1.');
}

// Nothing of the caller's environment reaches the server: no PGDATA, no TZ, no locale.
async function serverEnvironment(cluster) {
  const tmp = path.join(cluster.folder, 'tmp');
  await mkdir(tmp, { recursive: true, mode: 0o700 });
  if (cluster.runAs) chownSync(tmp, cluster.runAs.uid, cluster.runAs.gid);
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', TMPDIR: tmp };
}

function isReady(cluster, pid) {
  try {
    const file = path.join(dataFolder(cluster), 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** Whether a process of this number runs. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// In a container whose first process reaps nobody, an ended orphan still answers signal 0.
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

// After a crash or reboot the number in postmaster.pid may belong to another program.
function isServer(pid, cluster) {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataFolder(cluster));
  } catch {
    return isReady(cluster, pid);
  }
}
