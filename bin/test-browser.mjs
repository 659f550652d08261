import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from './database-environment.mjs';
import { installDebianPackage } from './debian-package.mjs';
import { run } from './prepare.mjs';

/**
 * Sees to a Chromium for the browser tests: the system's, else Debian's package where root may
 * install it, else Playwright's own.
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function ensureBrowser() {
  if (existsSync('/usr/bin/chromium') || (await playwrightsOwn())) return undefined;
  await installDebianPackage('chromium');
  if (existsSync('/usr/bin/chromium')) return undefined;
  console.log('Installing chromium with Playwright …');
  const cli = path.join(repository, 'node_modules', 'playwright', 'cli.js');
  const { code, output } = await run([process.execPath, cli, 'install', 'chromium']);
  if (code === 0) return undefined;
  return `There is no browser to test with, and none could be installed:\n${output}`;
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath());
}
