import { authorize, type Ctx } from '@/lib/platform/context';
import { toAppError } from '@/lib/platform/http/problem';
import { applyTransition } from './apply-transition';
import { prepareTransition, type Prepared } from './prepare-transition';
import type { BulkAnswer, BulkResult, BulkTransitionRequest } from './transition-contract';

/** Transactions at once: enough to keep the database busy, few enough to leave others a connection. */
const AT_ONCE = 4;

async function one(ctx: Ctx, prepared: Prepared, number: string): Promise<BulkResult> {
  try {
    const { stateKey, version } = await applyTransition(ctx, prepared, number);
    return { specimen_id: number, ok: true, state: stateKey, version };
  } catch (thrown) {
    const error = toAppError(thrown, ctx.requestId);
    return { specimen_id: number, ok: false, code: error.code, detail: error.message };
  }
}

/** Adds the state they have to those that were refused, so that people see why. */
async function withStates(ctx: Ctx, results: readonly BulkResult[]): Promise<BulkResult[]> {
  const refused = results.filter(({ ok }) => !ok).map((result) => result.specimen_id);
  if (refused.length === 0) return [...results];
  const rows = await ctx.db.specimen.findMany({
    where: { number: { in: refused } },
    select: { number: true, stateKey: true, version: true },
  });
  const found = new Map(rows.map((row) => [row.number, row]));
  return results.map((result) => {
    const row = found.get(result.specimen_id);
    return result.ok || !row ? result : { ...result, state: row.stateKey, version: row.version };
  });
}

/**
 * Takes one action on each of up to 500 specimens, each in a transaction of its own, and answers
 * what came of each in the order asked. What concerns the action itself (an unknown action or
 * device, a wrong password) is refused before anything is done.
 */
export async function transitionMany(
  ctx: Ctx,
  request: BulkTransitionRequest,
): Promise<BulkAnswer> {
  authorize(ctx, 'tests.move');
  const { specimen_ids: numbers, ...asked } = request;
  const prepared = await prepareTransition(ctx, asked);
  const results: BulkResult[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < numbers.length; index = next++) {
      const number = numbers[index];
      if (number !== undefined) results[index] = await one(ctx, prepared, number);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { results: await withStates(ctx, results) };
}
