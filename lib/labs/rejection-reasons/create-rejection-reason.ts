import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { NewRejectionReason, RejectionReason } from './contract';
import { rejectionReasonOf } from './rejection-reason-row';

/** Adds a reason of the lab's own; a code that is taken is 409. */
export function createRejectionReason(
  ctx: Ctx,
  given: NewRejectionReason,
): Promise<RejectionReason> {
  authorize(ctx, 'reasons.write');
  return recordedChange(ctx, 'rejection_reason', async (tx) => {
    const row = await tx.rejectionReason.create({
      data: { ...given, id: newId(), labId: ctx.lab.id },
    });
    return { after: rejectionReasonOf(row) };
  });
}
