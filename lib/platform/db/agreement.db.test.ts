import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeCatalog } from './describe-catalog';
import { ONLY_MIGRATIONS, ONLY_SCHEMA } from './only-migrations';
import { diffSchemas, migrationNames } from './schema-engine.mjs';
import { dropDatabase, makeDatabase, type TestDatabase, testDatabase, withClient } from './testing';

const prisma = path.resolve(import.meta.dirname, '..', '..', '..', 'prisma');
const schema = readFileSync(path.join(prisma, 'schema.prisma'), 'utf8');

let fromSchema: TestDatabase;
let migrated: string[];
let declared: string[];

beforeAll(async () => {
  fromSchema = await makeDatabase('empty');
  const sql = await diffSchemas(fromSchema.ownerUrl, undefined, schema);
  await withClient(fromSchema.ownerUrl, (client) => client.query(sql));
  migrated = await withClient(testDatabase().ownerUrl, describeCatalog);
  declared = await withClient(fromSchema.ownerUrl, describeCatalog);
});

afterAll(() => dropDatabase(fromSchema));

const listed = ONLY_MIGRATIONS.flatMap(({ what }) => what);
const nameOf = (line: string) => line.split(': ')[0] ?? line;

test('the migrations make everything the schema declares, but for what the list says', () => {
  expect(migrated.length).toBeGreaterThan(100);
  const missing = declared.filter((line) => !migrated.includes(line)).map(nameOf);
  const unmade = ONLY_SCHEMA.flatMap(({ what }) => what);
  expect(missing.filter((name) => !listed.includes(name)).toSorted()).toEqual(unmade.toSorted());
});

test('what only the migrations make stands in the list, and the list holds nothing else', () => {
  const extra = migrated.filter((line) => !declared.includes(line)).map(nameOf);
  expect(extra.toSorted()).toEqual(listed.toSorted());
});

test('the schema beside the last migration is the schema of today', async () => {
  const last = migrationNames(path.join(prisma, 'migrations')).at(-1);
  const snapshot = readFileSync(
    path.join(prisma, 'migrations', last ?? '', 'schema.prisma'),
    'utf8',
  );
  expect(await diffSchemas(fromSchema.ownerUrl, snapshot, schema)).toBe('');
});
