// Loads the demo labs into the embedded database at the first start; see lib/demo/load-demo.ts.
import { demoReceiverAddress } from '@/lib/demo/alerts/demo-receiver';
import { loadDemo } from '@/lib/demo/load-demo';
import { closeDatabase, pool, unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { DEMO_LABS } from '@/prisma/seed/demo-labs';

// Any number nobody else uses: two starts at once take turns.
const LOCK = 724_301;

async function main(): Promise<void> {
  if (!env().BENCHWATCH_EMBEDDED) return;
  const holder = await pool().connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const loaded = await loadDemo(unboundDb(), {
      labs: DEMO_LABS,
      now: new Date(),
      receiver: demoReceiverAddress(env()),
      targetMinutes: Math.round(env().SLA_HOURS * 60),
    });
    for (const [slug, tests] of loaded) {
      process.stdout.write(`  ${tests.toLocaleString('en')} tests loaded into the lab ${slug}\n`);
    }
  } finally {
    // Ending the connection ends the lock.
    holder.release(true);
    await closeDatabase();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
