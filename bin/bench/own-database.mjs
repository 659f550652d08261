import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { joinEmbedded } from '../../lib/platform/db/embedded.mjs';
import { migrate } from '../../lib/platform/db/migrate.mjs';
import { repository } from '../database-environment.mjs';
import { ensureGenerated, version } from '../prepare.mjs';

const EMPTY = `DROP SCHEMA IF EXISTS public, reporting, graphile_worker CASCADE;
  CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC`;

/**
 * Measures in a database of its own in `home`, which is emptied and brought up to date before, and
 * thrown away after unless `keep` is said. Where it was kept, `serves(client)` says whether it may be
 * used as it is. `measure` gets the environment of whatever measures.
 */
export async function inOwnDatabase(home, { keep = false, serves }, measure) {
  const { failure } = await ensureGenerated();
  if (failure) throw new Error(failure);
  const database = await joinEmbedded({ ...process.env, BENCHWATCH_HOME: home });
  try {
    const owner = database.env.DATABASE_OWNER_URL;
    await emptied(owner, keep ? serves : undefined);
    await migrate(owner);
    const superuser = new URL(database.superuserUrl);
    superuser.pathname = new URL(owner).pathname;
    return await measure({
      ...process.env,
      ...database.env,
      APP_URL: 'http://localhost:3000',
      LOG_LEVEL: 'warn',
      TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
      BENCH_SUPERUSER_URL: superuser.href,
      BENCH_VERSION: version(),
    });
  } finally {
    await database.leave();
    if (!keep) await rm(home, { recursive: true, force: true });
  }
}

async function emptied(url, serves) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (!(await serves?.(client))) await client.query(EMPTY);
  } finally {
    await client.end();
  }
}

/** Runs a script of `bin` to its end; answers its exit code. */
export async function runMeasurement(script, words, env) {
  const args = [
    '--conditions=react-server',
    '--import',
    import.meta.resolve('tsx'),
    path.join(repository, 'bin', script),
    ...words,
  ];
  const child = spawn(process.execPath, args, { env, stdio: 'inherit', cwd: repository });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
