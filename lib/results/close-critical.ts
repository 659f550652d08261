import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import type { Critical, CriticalClose } from './contract';
import { criticalMinutesOf } from './list-criticals';
import { emitCriticalEvent, lockOpenCritical, readCritical } from './lock-critical';

/**
 * Closes an open critical without a confirmation: NOT_REQUIRED by the lab's policy, or
 * CLOSED_UNREACHED with whom it was passed on to, after at least one attempt that reached nobody.
 * 422 for what is missing; 404; 409 without such an attempt or once it is closed.
 */
export async function closeCritical(ctx: Ctx, id: string, given: CriticalClose): Promise<Critical> {
  authorize(ctx, 'criticals.close');
  if (given.as === 'CLOSED_UNREACHED' && given.escalated_to === undefined) {
    throw invalidField('escalated_to', 'name whom it was passed on to');
  }
  const limitMinutes = await criticalMinutesOf(ctx);
  return ctx.db.$transaction(async (tx) => {
    const critical = await lockOpenCritical(tx, ctx, id);
    if (given.as === 'CLOSED_UNREACHED') {
      const tried = await tx.criticalNotification.count({
        where: { criticalId: critical.id, outcome: 'UNABLE_TO_REACH' },
      });
      if (tried === 0) {
        throw new AppError(
          'conflict',
          'Nobody tried to reach anyone yet: record an attempt that reached nobody first.',
        );
      }
    }
    await tx.critical.updateMany({
      where: { id: critical.id },
      data: {
        closedAt: ctx.now,
        closedAs: given.as,
        closeReason: given.reason,
        escalatedTo: given.escalated_to ?? null,
        closedBy: actorColumns(ctx.actor).actorName,
      },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'critical.close',
      entity: 'critical',
      entityId: critical.id,
      after: {
        specimen_id: critical.specimenNumber,
        as: given.as,
        escalated_to: given.escalated_to ?? null,
      },
      reason: given.reason,
    });
    await emitCriticalEvent(tx, ctx, critical);
    return readCritical(tx, ctx, critical.id, limitMinutes);
  });
}
