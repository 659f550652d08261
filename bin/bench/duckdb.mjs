// DuckDB for the comparison alone. Its binaries have 70 MB, so they are no dependency of the project:
// they are installed into the bench's own folder when it runs.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../prepare.mjs';

export const DUCKDB_VERSION = '1.5.6-r.1';
const name = '@duckdb/node-api';

/** Installs it into `folder` unless it is there; whether it can be used. */
export async function installDuckdb(folder) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  if (existsSync(manifest)) return true;
  await mkdir(folder, { recursive: true });
  const words = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { code } = await run([
    'npm',
    'install',
    '--prefix',
    folder,
    ...words,
    `${name}@${DUCKDB_VERSION}`,
  ]);
  return code === 0 && existsSync(manifest);
}

/** Opens a database of its own with one table `tests`, read from a CSV file with a header. */
export async function openDuckdb(folder, csvFile) {
  const file = path.join(folder, 'node_modules', name, 'lib', 'index.js');
  const { DuckDBInstance } = await import(pathToFileURL(file).href);
  const database = path.join(folder, 'tests.duckdb');
  await rm(database, { force: true });
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE tests AS SELECT * FROM read_csv('${csvFile}', header = true, auto_detect = true)
     ORDER BY released`,
  );
  return {
    async ask(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowObjectsJson();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
