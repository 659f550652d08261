// What must be in place before anything runs, each done only when its sources changed. Node's own
// modules alone: the first thing here is the installation of all others.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './database-environment.mjs';

const at = (...parts) => path.join(repository, ...parts);

/** A sentence if this Node is too old for the project, else undefined. */
export function nodeComplaint() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough ? undefined : `Node 20.19 or newer is needed; this is ${process.versions.node}.`;
}

/** Whether node_modules holds what package-lock.json names, for this machine. */
export function isInstalled() {
  try {
    const wanted = readJson(at('package-lock.json')).packages;
    const present = readJson(at('node_modules', '.package-lock.json')).packages;
    return Object.entries(wanted).every(([where, entry]) => {
      if (where === '') return true;
      const found = present[where];
      if (!found) return Boolean(entry.optional || entry.devOptional);
      return found.version === entry.version;
    });
  } catch {
    return false;
  }
}

/** Installs what the lock file names. */
export function install() {
  const npm = process.env.npm_execpath;
  const words = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const command = npm && /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  return run([...command, ...words]);
}

/** Prisma's client, made anew when the schema or Prisma changed. */
export async function ensureGenerated() {
  const folder = at('lib', 'platform', 'db', 'generated');
  const stamp = path.join(folder, 'made-from');
  const wanted = hashOf([
    readFileSync(at('prisma', 'schema.prisma')),
    readFileSync(at('node_modules', 'prisma', 'package.json')),
  ]);
  if (readText(stamp) === wanted) return { made: false };
  // The engine named here is not used to generate, but without it Prisma would download one.
  const outcome = await run(
    [process.execPath, at('node_modules', 'prisma', 'build', 'index.js'), 'generate'],
    { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  );
  if (outcome.code !== 0) return { made: false, failure: outcome.output };
  writeFileSync(stamp, wanted);
  return { made: true };
}

const buildStamp = at('.next', 'made-from');

/** What a build depends on, as one hash. */
export function buildSources(environment) {
  const parts = [readFileSync(at('node_modules', '.package-lock.json'))];
  const tools = /^(vitest|playwright|prisma)\.config\.ts$/;
  for (const name of readdirSync(repository).sort()) {
    if (!/\.(ts|mjs)$|^tsconfig\.json$/.test(name) || tools.test(name)) continue;
    if (name !== 'next-env.d.ts') parts.push(name, readFileSync(at(name)));
  }
  parts.push(readFileSync(at('prisma', 'schema.prisma')));
  for (const folder of ['app', 'components', 'lib', 'public']) {
    for (const file of filesIn(at(folder))) {
      if (/\.test\.tsx?$/.test(file) || file.includes('/db/generated/')) continue;
      parts.push(path.relative(repository, file), readFileSync(file));
    }
  }
  parts.push(process.versions.node, environment.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? '');
  return hashOf(parts);
}

/** Whether .next was built from these sources. */
export function isBuilt(sources) {
  return readText(buildStamp) === sources && existsSync(at('.next', 'BUILD_ID'));
}

/** Builds the portal. The build reads settings but no database. */
export async function build(sources, environment) {
  rmSync(buildStamp, { force: true });
  const outcome = await run(
    [process.execPath, at('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    { ...environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  );
  if (outcome.code === 0) writeFileSync(buildStamp, sources);
  return outcome;
}

/**
 * Runs a program to its end with its output kept.
 * @param {string[]} command
 * @param {Record<string, string>} [environment] added to this process's
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run([program, ...words], environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      cwd: repository,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString().trim();
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output() }));
  });
}

/** The version of this copy: the package's, and the commit where git knows it. */
export function version() {
  const { version: number } = readJson(at('package.json'));
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: repository,
    encoding: 'utf8',
  });
  return git.status === 0 ? `${number} (${git.stdout.trim()})` : number;
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update('\0').update(part);
  return hash.digest('hex');
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
