// npm run bench:alerts [-- --open 100000 --done 300000]: measures evaluations of alert rules in a
// database of its own, which is made anew each time and thrown away unless --keep is said.
import path from 'node:path';
import { inOwnDatabase, runMeasurement } from './bench/own-database.mjs';
import { repository, runCommand } from './database-environment.mjs';

const words = process.argv.slice(2);
const keep = words.includes('--keep');
const home = path.join(repository, '.data', 'bench-alerts');

await runCommand(() =>
  inOwnDatabase(home, { keep }, (env) => runMeasurement('bench-alerts.ts', words, env)),
);
