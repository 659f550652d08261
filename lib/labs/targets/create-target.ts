import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { sameName } from '@/lib/platform/db/same-name';
import { invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import {
  changingTargets,
  inTheWay,
  momentNotPast,
  refuseEndingDefault,
  updateVersion,
  versionsLike,
} from './change-targets';
import type { NewTarget, TargetVersion } from './contract';
import { targetVersionOf, WITH_NAMES } from './target-version';

async function assayIdOf(tx: LabTx, code: string | null | undefined): Promise<string | null> {
  if (code === null || code === undefined) return null;
  const found = await tx.assay.findFirst({
    where: { code: sameName(code), active: true },
  });
  if (!found) throw invalidField('assay', 'is not an active assay of this lab');
  return found.id;
}

async function locationIdOf(tx: LabTx, name: string | null | undefined): Promise<string | null> {
  if (name === null || name === undefined) return null;
  const found = await tx.location.findFirst({
    where: { name: sameName(name), active: true },
  });
  if (!found) throw invalidField('location', 'is not an active location of this lab');
  return found.id;
}

/**
 * Sets a target from a moment on, now at the earliest. The version for the same work that holds
 * then ends at that moment; the new one holds until the next begins, until `effective_to`, or
 * without end. One that begins at that very moment is 409.
 */
export function createTarget(ctx: Ctx, given: NewTarget): Promise<TargetVersion> {
  authorize(ctx, 'targets.write');
  return changingTargets(ctx, async (tx) => {
    const { segment, minutes, time } = given;
    const scope = {
      assayId: await assayIdOf(tx, given.assay),
      priority: given.priority ?? null,
      locationId: await locationIdOf(tx, given.location),
      segment,
    };
    const from = momentNotPast(given.effective_from ?? ctx.now, ctx.now, 'effective_from');
    const versions = await versionsLike(tx, scope);
    const begins = (row: { effectiveFrom: Date }) => row.effectiveFrom.getTime() - from.getTime();
    const same = versions.find((row) => begins(row) === 0);
    if (same) throw inTheWay(same, 'effective_from');
    const next = versions.find((row) => begins(row) > 0);
    const to = given.effective_to ?? next?.effectiveFrom ?? null;
    if (to !== null && to <= from) {
      throw invalidField('effective_to', 'must be later than effective_from');
    }
    if (next && to !== null && to > next.effectiveFrom) throw inTheWay(next, 'effective_to');
    if (to !== null && to.getTime() !== next?.effectiveFrom.getTime()) {
      await refuseEndingDefault(tx, ctx, scope);
    }

    const present = versions.findLast(
      (row) => begins(row) < 0 && (row.effectiveTo === null || row.effectiveTo > from),
    );
    if (present) await updateVersion(tx, ctx, present, 'target.end', { effectiveTo: from });
    const row = await tx.target.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        ...scope,
        minutes,
        time,
        effectiveFrom: from,
        effectiveTo: to,
        createdAt: ctx.now,
      },
      include: WITH_NAMES,
    });
    const after = targetVersionOf(row, ctx.now);
    await recordAuditEvent(tx, ctx, {
      action: 'target.create',
      entity: 'target',
      entityId: row.id,
      after,
    });
    return after;
  });
}
