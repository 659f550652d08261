// A lock that lives as long as the process that holds it, for work no two processes may do at once.
import { readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './postgres-cluster.mjs';

/**
 * Runs `work` while holding the lock file; waits for another holder for at most two minutes.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFileLock(file, work) {
  const deadline = Date.now() + 120_000;
  while (!take(file)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has held ${file} for two minutes. End it, or delete the file.`,
      );
    }
    await delay(50);
  }
  try {
    return await work();
  } finally {
    unlinkSync(file);
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    // An empty file is one just being written, unless its writer died at that moment.
    const dead = holder > 0 ? !isAlive(holder) : Date.now() - statSync(file).mtimeMs > 5_000;
    if (dead) unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}
