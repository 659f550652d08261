// npm run db:reset: empties a local database and migrates it anew.
import { existsSync, renameSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import { migrate } from '../lib/platform/db/migrate.mjs';
import { runCommand, withDatabase } from './database-environment.mjs';

await runCommand(() =>
  withDatabase(async (environment) => {
    const url = environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL;
    const { hostname, port, pathname } = new URL(url);
    const name = `${pathname.slice(1)} on ${hostname}:${port || 5432}`;
    if (!isLocal(new URL(url))) {
      console.error(`Refused: ${name} is not on this machine. Nothing was changed.`);
      return 1;
    }
    if (!process.argv.includes('--yes') && !(await confirmed(name))) {
      console.error('Nothing was changed. To reset without a question: npm run db:reset -- --yes');
      return 1;
    }
    await empty(url);
    await migrate(url);
    putAnchorAside(environment.AUDIT_ANCHOR);
    console.log(`Emptied and migrated ${name}.`);
    return 0;
  }),
);

function isLocal(url) {
  // libpq lets a parameter override the host that is written where people look for it.
  const hosts = [
    url.hostname,
    ...url.searchParams.getAll('host'),
    ...url.searchParams.getAll('hostaddr'),
  ];
  return hosts.every((host) => /^(localhost|127(\.\d+){3}|\[?::1\]?|\/.*)$/.test(host));
}

async function confirmed(name) {
  if (!process.stdin.isTTY) return false;
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`Delete everything in ${name}? Type yes: `);
  prompt.close();
  return answer.trim() === 'yes';
}

// It tells of a trail that is gone; the next one begins a file of its own.
function putAnchorAside(file) {
  if (!existsSync(file)) return;
  const aside = `${file}.until-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  renameSync(file, aside);
  console.log(`The anchor of its audit trail is now ${aside}.`);
}

async function empty(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET lock_timeout = '5s'`);
    await client.query(`BEGIN;
      DROP SCHEMA IF EXISTS public, reporting, graphile_worker CASCADE;
      CREATE SCHEMA public;
      GRANT USAGE ON SCHEMA public TO PUBLIC;
      COMMIT`);
  } catch (error) {
    if (error.code !== '55P03') throw error;
    throw new Error('Another connection uses the tables. Stop the portal (npm start) first.');
  } finally {
    await client.end();
  }
}
