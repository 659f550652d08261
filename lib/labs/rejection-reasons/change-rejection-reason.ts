import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { invalidField } from '@/lib/platform/errors';
import type { RejectionReason, RejectionReasonChange } from './contract';
import { REJECTION_REASON_ROWS, rejectionReasonOf } from './rejection-reason-row';

/**
 * Changes, retires or takes back a rejection reason; an unknown one is 404. What HL7 named keeps
 * its code, as messages speak of it.
 */
export function changeRejectionReason(
  ctx: Ctx,
  code: string,
  change: RejectionReasonChange,
): Promise<RejectionReason> {
  authorize(ctx, 'reasons.write');
  return recordedChange(ctx, 'rejection_reason', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, REJECTION_REASON_ROWS, code, 'lock');
    const before = await tx.rejectionReason.findUniqueOrThrow({ where: { id } });
    if (before.hl70490 && change.code !== undefined && change.code !== before.code) {
      throw invalidField(
        'code',
        'is of HL7 table 0490 and stays; retire it and add one of your own',
      );
    }
    const after = await tx.rejectionReason.update({ where: { id }, data: change });
    return { before: rejectionReasonOf(before), after: rejectionReasonOf(after) };
  });
}
