import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, notFound } from '@/lib/platform/errors';
import { SPECIMEN_NUMBER } from '../contract';

/**
 * Puts on record that a label was printed, before it is: two tubes with one number are how results
 * are mixed up. 409 for a voided specimen, which gets no label any more.
 */
export async function printLabel(ctx: Ctx, number: string): Promise<{ specimen_id: string }> {
  authorize(ctx, 'specimens.write');
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const specimen = await ctx.db.specimen.findFirst({
    where: { number },
    select: { id: true, voidedAt: true },
  });
  if (!specimen) throw notFound('specimen');
  if (specimen.voidedAt !== null) {
    throw new AppError('conflict', `${number} was voided: it gets no label any more.`);
  }
  await ctx.db.$transaction((tx) =>
    recordAuditEvent(tx, ctx, {
      action: 'specimen.label',
      entity: 'specimen',
      entityId: specimen.id,
      after: { specimen_id: number },
    }),
  );
  return { specimen_id: number };
}
