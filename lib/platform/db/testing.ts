import pg from 'pg';
import { inject } from 'vitest';

/** The database of the present test file, cloned from the migrated template. */
export type TestDatabase = {
  name: string;
  /** Addresses as the roles that own, use and report, and as the server's superuser. */
  ownerUrl: string;
  appUrl: string;
  reportingUrl: string;
  superuserUrl: string;
};

/** Where the present test file's database is. */
export function testDatabase(): TestDatabase {
  const name = process.env.BENCHWATCH_TEST_DATABASE;
  if (!name) throw new Error('Only *.db.test.ts files have a database');
  return addressesOf(name);
}

/** Another database for a test that needs two: cloned from the template, or empty. */
export async function makeDatabase(from: 'template' | 'empty' = 'template'): Promise<TestDatabase> {
  const name = `test_${process.pid}_${Date.now()}_${Math.random().toString(36).slice(2, 8)}`;
  const template = from === 'empty' ? 'template1' : inject('testCluster').template;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER benchwatch_owner`);
  return addressesOf(name);
}

/** Removes it, ending what is still connected. */
export async function dropDatabase({ name }: TestDatabase): Promise<void> {
  await asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Runs `work` with a plain connection that is closed afterwards. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function asSuperuser(sql: string): Promise<void> {
  await withClient(inject('testCluster').superuser, (client) => client.query(sql));
}

function addressesOf(name: string): TestDatabase {
  const { superuser, owner, app, reporting } = inject('testCluster');
  const at = (address: string) => {
    const url = new URL(address);
    url.pathname = name;
    return url.href;
  };
  return {
    name,
    ownerUrl: at(owner),
    appUrl: at(app),
    reportingUrl: at(reporting),
    superuserUrl: at(superuser),
  };
}
