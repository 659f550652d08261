// npm run metrics:check: makes what figures are read from again from the rows, and compares.
import { checkBlocks } from '@/lib/metrics/blocks/check-blocks';
import { optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { pool } from '@/lib/platform/db/client';

const HELP = `
Makes the column blocks that figures are read from again from specimens, tests and history, and
compares them byte by byte. Exit code 0 when all agree, 1 when one does not, 2 for a wrong call.

  npm run metrics:check [-- --lab SLUG] [--repair]

  --lab     one lab only
  --repair  mark what is wrong, so that it is built anew; until then figures read the rows`;

const SHOWN = 20;

await runAs(HELP, async (words) => {
  const { values, positionals } = optionsOf(
    { lab: { type: 'string' }, repair: { type: 'boolean' } },
    words,
  );
  if (positionals.length > 0) throw new UsageError(`What is ${positionals.join(' ')}?`);
  const { blocks, stale, faults } = await checkBlocks(pool(), {
    labSlug: values.lab,
    repair: values.repair,
  });
  const waiting = stale === 0 ? '' : `, ${stale} wait to be built and were left out`;
  console.log(`${blocks} blocks compared with the rows${waiting}.`);
  if (faults.length === 0) {
    console.log('Figures are read from what the rows say.');
    return;
  }
  for (const { lab, day, columns } of faults.slice(0, SHOWN)) {
    const what = columns.length > 0 ? columns.join(', ') : 'missing, or of nothing';
    console.log(`lab ${lab}, ${day}: ${what}`);
  }
  if (faults.length > SHOWN) console.log(`And ${faults.length - SHOWN} more.`);
  console.log(
    `${faults.length} blocks do NOT say what the rows say${values.repair ? '; they are marked and will be built anew' : ''}.`,
  );
  process.exitCode = 1;
});
