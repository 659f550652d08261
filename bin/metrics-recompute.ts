// npm run metrics:recompute: asks a figure, computes it again from the rows of its receipt, compares.
import { parseArgs } from 'node:util';
import { differences } from '@/lib/metrics/recompute/difference';
import { ask } from '@/lib/metrics/recompute/receipt-rows';
import { RECOMPUTATIONS } from '@/lib/metrics/recompute/recomputations';

const HELP = `
Asks a figure over HTTP, reads every row behind it by its receipt, computes the figure again by a
program that shares no code with the server, and compares every number. Exit code 0 when all agree,
1 when one does not, 2 for a wrong call. The key is read from the environment: BENCHWATCH_KEY.

  npm run metrics:recompute -- "http://localhost:3000/api/v1/metrics/tat?group_by=assay"

Figures: ${[...RECOMPUTATIONS.keys()].join(', ')}.`;

const SHOWN = 50;

function wrongCall(why: string): never {
  console.error(`${why}\n${HELP}`);
  process.exit(2);
}

const { positionals } = parseArgs({ allowPositionals: true });
const [address] = positionals;
const key = process.env.BENCHWATCH_KEY;
if (address === undefined || !URL.canParse(address)) wrongCall('Name the address of a figure.');
if (key === undefined) wrongCall('Set BENCHWATCH_KEY to a key that may read.');
const url = new URL(address);
const recompute = RECOMPUTATIONS.get(/\/api\/v1\/metrics\/([^/]+)$/.exec(url.pathname)?.[1] ?? '');
if (!recompute) wrongCall(`${url.pathname} is no figure.`);

const reader = { origin: url.origin, key };
const answer = await ask(reader, `${url.pathname}${url.search}`);
const found = differences(answer, await recompute(reader, answer, url.searchParams));
for (const difference of found.slice(0, SHOWN)) console.log(difference);
if (found.length > SHOWN) console.log(`And ${found.length - SHOWN} more.`);
console.log(found.length === 0 ? 'Every number is what its rows say.' : 'They do NOT agree.');
process.exitCode = found.length === 0 ? 0 : 1;
