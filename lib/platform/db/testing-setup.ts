import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { dropDatabase, makeDatabase } from './testing';

// Runs before each test file is imported, so that the app's code finds these settings.
const database = await makeDatabase();
process.env.BENCHWATCH_TEST_DATABASE = database.name;
process.env.DATABASE_URL = database.appUrl;
process.env.DATABASE_OWNER_URL = database.ownerUrl;
process.env.AUTH_SECRET = 'a secret that signs the tokens of tests';
process.env.SECRETS_KEY = Buffer.alloc(32, 's').toString('base64');
process.env.AUDIT_KEY = Buffer.alloc(32, 'a').toString('base64');
process.env.AUDIT_ANCHOR = path.join(tmpdir(), `${database.name}.anchor.jsonl`);
process.env.APP_URL = 'http://localhost:3000';
// Workers that tests start leave the port of MLLP to others.
process.env.MLLP_PORT = '0';
process.env.LOG_LEVEL ??= 'silent';

afterAll(async () => {
  const { closeDatabase } = await import('./client');
  await closeDatabase();
  await dropDatabase(database);
  rmSync(path.join(tmpdir(), `${database.name}.anchor.jsonl`), { force: true });
});
