import { authorize, type Ctx } from '@/lib/platform/context';
import { NestedFailure, nestedDb } from '@/lib/platform/db/nested-db';
import { AppError } from '@/lib/platform/errors';
import { enterResults } from '@/lib/results/enter-results';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { KeptRejection, KeptResults, type Proposal, type TakeProposal } from './contract';
import { endProposal, lockOpenProposal } from './end-proposal';
import type { ProposalRow } from './proposal-row';

/** How a test is taken back that results came for. */
const TAKE_BACK: Readonly<Record<string, 'retract' | 'amend'>> = {
  verified: 'retract',
  published: 'amend',
};
const SUBMITTABLE = new Set(['received', 'in_process']);

const given = <T>(value: T | null) => value ?? undefined;

async function stateOf(ctx: Ctx, row: ProposalRow): Promise<string> {
  const { stateKey } = await ctx.db.orderedTest.findFirstOrThrow({
    where: {
      specimen: { number: row.specimen.number },
      assay: { code: row.test?.assay.code ?? '' },
    },
    orderBy: { run: 'desc' },
    select: { stateKey: true },
  });
  return stateKey;
}

/** Takes the test back, enters the results and submits it again, in the name of whoever decides. */
async function takeResults(ctx: Ctx, row: ProposalRow, reason: string): Promise<void> {
  const { number } = row.specimen;
  const assay = row.test?.assay.code ?? '';
  const { results } = KeptResults.parse(row.data);
  const newest = await ctx.db.orderedTest.findFirst({
    where: { specimen: { number }, assay: { code: assay } },
    orderBy: { run: 'desc' },
    select: { run: true },
  });
  if (newest?.run !== row.test?.run) {
    throw new AppError(
      'conflict',
      `${number} ${assay} was invalidated since and runs anew: dismiss these results of run ${row.test?.run ?? 1}.`,
    );
  }
  const assays = [assay];
  const action = TAKE_BACK[await stateOf(ctx, row)];
  if (action) await transitionTests(ctx, number, { action, assays, reason });
  await enterResults(ctx, number, {
    assay,
    results: results.map((result) => ({
      analyte: result.analyte,
      value: result.value,
      unit: given(result.unit),
      reference_range: given(result.reference_range),
      flags: result.flags,
      critical: given(result.critical),
      status: result.status,
      observed_at: given(result.observed_at),
      device: result.device,
      comment: given(result.comment),
    })),
  });
  const isDraft = results.some(({ status }) => status === 'preliminary');
  if (isDraft || !SUBMITTABLE.has(await stateOf(ctx, row))) return;
  await transitionTests(ctx, number, { action: 'submit', assays });
}

async function takeRejection(ctx: Ctx, row: ProposalRow, request: TakeProposal): Promise<void> {
  const { code } = KeptRejection.parse(row.data);
  await transitionTests(ctx, row.specimen.number, {
    action: 'reject',
    rejection_reason: request.rejection_reason ?? code,
    reason: request.reason,
  });
}

/**
 * Does what an instrument proposes, in one transaction and in the name of whoever decides: four eyes
 * keep them from verifying it as well. 404; 409 once somebody decided, or where test or specimen do
 * not allow it any more; 422 naming `rejection_reason` for a code that the lab does not know.
 */
export async function takeProposal(ctx: Ctx, id: string, request: TakeProposal): Promise<Proposal> {
  authorize(ctx, 'proposals.write');
  try {
    return await ctx.db.$transaction(
      async (tx) => {
        const row = await lockOpenProposal(tx, ctx, id);
        const within = { ...ctx, db: nestedDb(ctx.db, tx) };
        if (row.kind === 'results') await takeResults(within, row, request.reason);
        else await takeRejection(within, row, request);
        return endProposal(tx, ctx, row, 'taken', request.reason);
      },
      { timeout: 15_000 },
    );
  } catch (error) {
    throw error instanceof NestedFailure ? error.cause : error;
  }
}
