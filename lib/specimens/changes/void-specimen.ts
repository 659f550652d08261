import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { appendHistory } from '../append-history';
import { bumpSpecimen } from '../bump-specimen';
import type { VoidSpecimen } from './change-contract';
import type { Specimen } from '../contract';
import { readLabRules } from '../lab-rules';
import { lockSpecimen } from '../lock-specimen';
import { readSpecimenBy } from '../read-specimen';

/**
 * Voids a specimen that was entered by mistake: it leaves every figure, with its tests, and stays
 * in history. Its number stays taken, and nothing brings it back: what was real is entered again
 * under another number. 409 for one that is voided already.
 */
export async function voidSpecimen(
  ctx: Ctx,
  number: string,
  given: VoidSpecimen,
): Promise<Specimen> {
  authorize(ctx, 'specimens.void');
  const rules = await readLabRules(ctx);
  const { reason } = given;
  await ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, given.version);
    if (specimen.voidedAt !== null) {
      throw new AppError('conflict', `${number} was voided before.`);
    }
    await appendHistory(tx, ctx, specimen, [{ action: 'void', occurredAt: ctx.now, reason }]);
    await recordAuditEvent(tx, ctx, {
      action: 'specimen.void',
      entity: 'specimen',
      entityId: specimen.id,
      before: { specimen_id: number, state: specimen.stateKey, voided: false },
      after: { specimen_id: number, state: specimen.stateKey, voided: true },
      reason,
    });
    // A trigger tells the tests.
    await bumpSpecimen(tx, ctx, specimen, rules.states, { voidedAt: ctx.now });
  });
  return readSpecimenBy(ctx, number, rules);
}
