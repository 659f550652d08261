// npm run bench:import [-- --rows 1000000]: measures the import in a database of its own, which is
// made anew each time and thrown away.
import path from 'node:path';
import { inOwnDatabase, runMeasurement } from './bench/own-database.mjs';
import { repository, runCommand } from './database-environment.mjs';

const words = process.argv.slice(2);
const home = path.join(repository, '.data', 'bench');

await runCommand(() =>
  inOwnDatabase(home, {}, (env) => runMeasurement('bench-import.ts', words, env)),
);
