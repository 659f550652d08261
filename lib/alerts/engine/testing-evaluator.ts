// Evaluates the labs whose slugs it is given, each again and again, in a process of its own.
import { closeDatabase, unboundDb } from '@/lib/platform/db/client';
import { evaluateLab } from './evaluate-lab';

const ROUNDS = 6;

const labs = await unboundDb().lab.findMany({ where: { slug: { in: process.argv.slice(2) } } });
for (let round = 0; round < ROUNDS; round += 1) {
  await Promise.all(labs.map((lab) => evaluateLab(lab, new Date(), 'asked')));
}
await closeDatabase();
