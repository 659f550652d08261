// npm run bench:import [-- --rows 1000000]: measures the import in a database of its own, which is
// made anew each time and thrown away.
import path from 'node:path';
import pg from 'pg';
import { joinEmbedded } from '../lib/platform/db/embedded.mjs';
import { migrate } from '../lib/platform/db/migrate.mjs';
import { repository, runCommand } from './database-environment.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

await runCommand(async () => {
  const home = path.join(repository, '.data', 'bench');
  const database = await joinEmbedded({ ...process.env, BENCHWATCH_HOME: home });
  try {
    await emptied(database.env.DATABASE_OWNER_URL);
    await migrate(database.env.DATABASE_OWNER_URL);
    const args = [
      '--conditions=react-server',
      '--import',
      import.meta.resolve('tsx'),
      path.join(repository, 'bin', 'bench-import.ts'),
      ...process.argv.slice(2),
    ];
    const env = {
      ...process.env,
      ...database.env,
      APP_URL: 'http://localhost:3000',
      LOG_LEVEL: 'warn',
      TSX_TSCONFIG_PATH: path.join(repository, 'tsconfig.json'),
    };
    const [code] = await once(spawn(process.execPath, args, { env, stdio: 'inherit' }), 'exit');
    await emptied(database.env.DATABASE_OWNER_URL);
    return code ?? 1;
  } finally {
    await database.leave();
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
