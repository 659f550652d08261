// npm run bench:alerts [-- --open 100000 --done 300000]: measures evaluations of alert rules in a
// database of its own, which is made anew each time and thrown away unless --keep is said.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { joinEmbedded } from '../lib/platform/db/embedded.mjs';
import { migrate } from '../lib/platform/db/migrate.mjs';
import { repository, runCommand } from './database-environment.mjs';
import { ensureGenerated, version } from './prepare.mjs';

const words = process.argv.slice(2);
const keep = words.includes('--keep');

await runCommand(async () => {
  const { failure } = await ensureGenerated();
  if (failure) throw new Error(failure);
  const home = path.join(repository, '.data', 'bench-alerts');
  const database = await joinEmbedded({ ...process.env, BENCHWATCH_HOME: home });
  try {
    const owner = database.env.DATABASE_OWNER_URL;
    await emptied(owner);
    await migrate(owner);
    const superuser = new URL(database.superuserUrl);
    superuser.pathname = new URL(owner).pathname;
    const env = {
      ...process.env,
      ...database.env,
      APP_URL: 'http://localhost:3000',
      LOG_LEVEL: 'warn',
      TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
      BENCH_SUPERUSER_URL: superuser.href,
      BENCH_VERSION: version(),
    };
    const args = [
      '--conditions=react-server',
      '--import',
      import.meta.resolve('tsx'),
      path.join(repository, 'bin', 'bench-alerts.ts'),
      ...words,
    ];
    const [code] = await once(spawn(process.execPath, args, { env, stdio: 'inherit' }), 'exit');
    return code ?? 1;
  } finally {
    await database.leave();
    if (!keep) await rm(home, { recursive: true, force: true });
  }
});

async function emptied(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP SCHEMA IF EXISTS public, reporting, graphile_worker CASCADE;
      CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC`);
  } finally {
    await client.end();
  }
}
