import { authorize, type Ctx } from '@/lib/platform/context';
import type { DismissProposal, Proposal } from './contract';
import { endProposal, lockOpenProposal } from './end-proposal';

/** Leaves everything as it is, and says why. 404; 409 once somebody decided. */
export async function dismissProposal(
  ctx: Ctx,
  id: string,
  { reason }: DismissProposal,
): Promise<Proposal> {
  authorize(ctx, 'proposals.write');
  return ctx.db.$transaction(async (tx) => {
    const row = await lockOpenProposal(tx, ctx, id);
    return endProposal(tx, ctx, row, 'dismissed', reason);
  });
}
