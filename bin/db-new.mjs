// npm run db:new -- NAME: writes a migration from the schema beside the last one to today's.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diffSchemas, migrationNames } from '../lib/platform/db/schema-engine.mjs';
import { repository, runCommand, withDatabase } from './database-environment.mjs';

const usage = `npm run db:new -- NAME [--empty]
  NAME     what the migration does, such as add_devices
  --empty  write one without a difference in the schema, for SQL written by hand`;

await runCommand(async () => {
  const words = process.argv.slice(2);
  const empty = words.includes('--empty');
  const [name, ...rest] = words.filter((word) => word !== '--empty');
  if (!name || rest.length > 0 || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error(`A name of a-z, 0-9 and _ is needed.\n${usage}`);
    return 2;
  }
  const folder = path.join(repository, 'prisma', 'migrations');
  const schema = readFileSync(path.join(repository, 'prisma', 'schema.prisma'), 'utf8');
  const last = migrationNames(folder).at(-1);
  const snapshot = last && path.join(folder, last, 'schema.prisma');
  if (snapshot && !existsSync(snapshot)) throw new Error(`${snapshot} is missing.`);
  const before = snapshot ? readFileSync(snapshot, 'utf8') : undefined;

  // The engine compares two texts, yet connects to a database before it does.
  const sql = await withDatabase((environment) =>
    diffSchemas(environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL, before, schema),
  );
  if (sql === '' && !empty) {
    console.error('The schema has not changed since the last migration. For SQL by hand: --empty');
    return 1;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const target = path.join(folder, `${stamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, 'migration.sql'), sql || '-- Written by hand.\n');
  writeFileSync(path.join(target, 'schema.prisma'), schema);
  writeFileSync(path.join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  console.log(
    `Wrote ${path.relative(repository, target)}/migration.sql. Read it before you apply it.`,
  );
});
