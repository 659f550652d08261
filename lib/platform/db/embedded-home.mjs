// Where the embedded database and its passwords live.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * The folder of this installation: BENCHWATCH_HOME if set, else `.data` in the clone. When root
 * runs a clone that the server's user can't reach (in /root, say), a folder of this clone's own
 * below /var/lib/benchwatch.
 * @param {import('./server-user.mjs').ServerUser | undefined} runAs
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} absolute path; its subfolder `cluster` belongs to the server's user
 */
export function embeddedHome(runAs, env = process.env) {
  const chosen = env.BENCHWATCH_HOME && path.resolve(env.BENCHWATCH_HOME);
  const first = chosen || path.join(repository, '.data');
  if (prepare(first, runAs)) return first;
  const sentence =
    `The database's folder ${first} can't be written${runAs ? ` by the user "${runAs.name}"` : ''}. ` +
    'Set BENCHWATCH_HOME to a folder it can reach, such as /var/lib/benchwatch.';
  if (chosen || !runAs) throw new Error(sentence);
  const fallback = path.join('/var/lib/benchwatch', cloneId(first));
  if (prepare(fallback, runAs)) return fallback;
  throw new Error(sentence);
}

function prepare(home, runAs) {
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    // Others pass through to the cluster; the files beside it are 0600.
    if (runAs) chmodSync(home, 0o711);
    const cluster = path.join(home, 'cluster');
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    if (runAs) chownSync(cluster, runAs.uid, runAs.gid);
    const probe = path.join(cluster, `.probe-${process.pid}`);
    const { status } = spawnSync('/bin/sh', ['-c', 'touch "$0" && rm "$0"', probe], {
      cwd: '/',
      stdio: 'ignore',
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    });
    return status === 0;
  } catch {
    return false;
  }
}

// A number kept in the clone, so that a new clone in the same place begins with a new database.
function cloneId(folder) {
  const file = path.join(folder, 'clone-id');
  if (!existsSync(file)) writeFileSync(file, randomBytes(6).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
