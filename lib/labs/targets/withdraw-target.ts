import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { changingTargets, updateVersion, versionsLike } from './change-targets';
import { targetOf } from './change-target';
import { statusAt, targetVersionOf } from './target-version';

/**
 * Withdraws a version that is still to come, which nothing was counted by: the one that it would
 * have followed goes on, until the next begins or without end. One that has begun is 409.
 */
export function withdrawTarget(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, 'targets.write');
  return changingTargets(ctx, async (tx) => {
    const row = await targetOf(tx, id);
    if (statusAt(row, ctx.now) !== 'future') {
      const rest = 'Figures were counted by it; end it, or add a new version.';
      throw new AppError('conflict', `This target has begun and cannot be withdrawn. ${rest}`);
    }
    const begins = row.effectiveFrom.getTime();
    const others = (await versionsLike(tx, row)).filter((other) => other.id !== row.id);
    const previous = others.find((other) => other.effectiveTo?.getTime() === begins);
    const next = others.find((other) => other.effectiveFrom.getTime() > begins);
    await tx.target.delete({ where: { id: row.id } });
    await recordAuditEvent(tx, ctx, {
      action: 'target.withdraw',
      entity: 'target',
      entityId: row.id,
      before: targetVersionOf(row, ctx.now),
    });
    if (previous) {
      const effectiveTo = next?.effectiveFrom ?? null;
      await updateVersion(tx, ctx, previous, 'target.extend', { effectiveTo });
    }
  });
}
