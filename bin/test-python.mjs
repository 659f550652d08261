import { spawnSync } from 'node:child_process';
import { installDebianPackage } from './debian-package.mjs';

const works = () => spawnSync('python3', ['-c', 'import json, urllib.request']).status === 0;

/** Sees to a python3 for the tests of the Python client; without one they are skipped. */
export async function ensurePython() {
  if (works()) return;
  await installDebianPackage('python3');
  if (!works()) console.log('No python3: the tests of the Python client are skipped.');
}
