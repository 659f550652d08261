// npm run db:migrate
import { migrate } from '../lib/platform/db/migrate.mjs';
import { runCommand, withDatabase } from './database-environment.mjs';

await runCommand(() =>
  withDatabase(async (environment) => {
    const url = environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL;
    const { applied, edited } = await migrate(url);
    for (const name of edited) {
      console.warn(`${name} was changed after it was applied here; the change has no effect.`);
    }
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log('The database is up to date.');
  }),
);
