import { existsSync } from 'node:fs';
import { run } from './prepare.mjs';

/** Installs a package of Debian's, where this is Debian and root may; else does nothing. */
export async function installDebianPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  console.log(`Installing ${name} with apt-get …`);
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run(['apt-get', 'update', '-q'], quiet);
  await run(['apt-get', 'install', '-q', '-y', '--no-install-recommends', name], quiet);
}
