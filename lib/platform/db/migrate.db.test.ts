import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.mjs';
import { migrationNames } from './schema-engine.mjs';
import { dropDatabase, makeDatabase, type TestDatabase, withClient } from './testing';

let database: TestDatabase;

beforeAll(async () => {
  database = await makeDatabase('empty');
});
afterAll(() => dropDatabase(database));

test('several instances that start at once migrate an empty database once', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl)));
  const all = migrationNames(new URL('../../../prisma/migrations', import.meta.url).pathname);
  expect(all.length).toBeGreaterThan(0);
  expect(outcomes.flatMap((outcome) => outcome.applied)).toEqual(all);
  expect(outcomes.flatMap((outcome) => outcome.edited)).toEqual([]);
  const { rows } = await withClient(database.ownerUrl, (client) =>
    client.query(
      `SELECT count(*)::int AS finished FROM _prisma_migrations WHERE finished_at IS NOT NULL`,
    ),
  );
  expect(rows).toEqual([{ finished: all.length }]);
});

test('a migration changed after it was applied is named', async () => {
  await withClient(database.ownerUrl, (client) =>
    client.query(
      `UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name LIKE '%_init'`,
    ),
  );
  const { applied, edited } = await migrate(database.ownerUrl);
  expect(applied).toEqual([]);
  expect(edited).toEqual([expect.stringMatching(/_init$/)]);
});

test('a database whose connections run in another zone is refused', async () => {
  const url = new URL(database.ownerUrl);
  url.searchParams.set('options', '-c TimeZone=Asia/Kolkata');
  await expect(migrate(url.href)).rejects.toThrow('Asia/Kolkata');
});
