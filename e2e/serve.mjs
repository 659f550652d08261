// node e2e/serve.mjs PORT: npm start for the browser tests, with a database that begins empty.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { settings, repository } from '../bin/database-environment.mjs';
import { installationKeys } from '../lib/platform/db/embedded.mjs';
import { embeddedHome } from '../lib/platform/db/embedded-home.mjs';
import { running, stop } from '../lib/platform/db/postgres-cluster.mjs';
import { serverUser } from '../lib/platform/db/server-user.mjs';

const port = process.argv[2] ?? '3947';
const runAs = serverUser();
const installation = embeddedHome(runAs);
const home = path.join(installation, 'e2e');

const leftOver = { folder: path.join(home, 'cluster') };
const server = running(leftOver);
if (server) await stop(leftOver, server.pid);
rmSync(home, { recursive: true, force: true });

// With the installation's own keys, so that one build serves it and these tests.
const given = settings();
delete given.DATABASE_URL;
delete given.DATABASE_OWNER_URL;
delete given.AUDIT_ANCHOR;
const child = spawn(process.execPath, [path.join(repository, 'bin', 'start.mjs')], {
  stdio: 'inherit',
  env: {
    ...given,
    ...installationKeys(),
    DATABASE_URL: '',
    BENCHWATCH_HOME: home,
    HOST: '127.0.0.1',
    PORT: port,
    MLLP_PORT: '0',
    APP_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'warn',
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
