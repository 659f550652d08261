import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import {
  changingTargets,
  inTheWay,
  momentNotPast,
  refuseEndingDefault,
  updateVersion,
  versionsLike,
} from './change-targets';
import type { TargetChange, TargetVersion } from './contract';
import { statusAt, WITH_NAMES, type NamedTarget } from './target-version';

/** A version of the lab's by its id, or 404. */
export async function targetOf(tx: LabTx, id: string): Promise<NamedTarget> {
  const row = isId(id) ? await tx.target.findFirst({ where: { id }, include: WITH_NAMES }) : null;
  if (!row) throw notFound('target');
  return row;
}

const sameMoment = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();

/** When it ends from now on: null asks for "until the next version". */
function endOf(
  ctx: Ctx,
  change: TargetChange,
  row: NamedTarget,
  from: Date,
  next: NamedTarget | undefined,
): Date | null {
  if (change.effective_to === undefined) return row.effectiveTo;
  if (change.effective_to === null) return next?.effectiveFrom ?? null;
  if (sameMoment(change.effective_to, row.effectiveTo)) return row.effectiveTo;
  const to = momentNotPast(change.effective_to, ctx.now, 'effective_to');
  if (to <= from) throw invalidField('effective_to', 'must be later than effective_from');
  return to;
}

/** What is in force was counted by already: of it only the end may change. */
function refuseRewriting(row: NamedTarget, change: TargetChange): void {
  const kept =
    (change.minutes === undefined || change.minutes === row.minutes) &&
    (change.time === undefined || change.time === row.time) &&
    (change.effective_from === undefined || sameMoment(change.effective_from, row.effectiveFrom));
  if (kept) return;
  throw new AppError(
    'conflict',
    'This target is in force, and figures were counted by it. Add a new version of it instead.',
  );
}

/**
 * Changes a version that is still to come, or ends one that is in force (`effective_to`). When a
 * version moves, the one that it follows ends at its new beginning. A past one is 409.
 */
export function changeTarget(ctx: Ctx, id: string, change: TargetChange): Promise<TargetVersion> {
  authorize(ctx, 'targets.write');
  return changingTargets(ctx, async (tx) => {
    const row = await targetOf(tx, id);
    const status = statusAt(row, ctx.now);
    if (status === 'past') throw new AppError('conflict', 'This target has ended; it stays so.');
    if (status === 'in_force') refuseRewriting(row, change);

    const moved =
      change.effective_from !== undefined && !sameMoment(change.effective_from, row.effectiveFrom);
    const from =
      moved && change.effective_from
        ? momentNotPast(change.effective_from, ctx.now, 'effective_from')
        : row.effectiveFrom;
    const others = (await versionsLike(tx, row)).filter((other) => other.id !== row.id);
    const previous = others.find((other) => sameMoment(other.effectiveTo, row.effectiveFrom));
    const next = others.find((other) => other.effectiveFrom > row.effectiveFrom);
    const to = endOf(ctx, change, row, from, next);
    if (to !== null && to <= from) {
      throw invalidField('effective_from', 'must be earlier than effective_to');
    }
    if (previous && from <= previous.effectiveFrom) throw inTheWay(previous, 'effective_from');
    const overlapping = others.find(
      (other) =>
        other !== previous &&
        (to === null || other.effectiveFrom < to) &&
        (other.effectiveTo === null || other.effectiveTo > from),
    );
    if (overlapping) throw inTheWay(overlapping, moved ? 'effective_from' : 'effective_to');
    if (
      to !== null &&
      !sameMoment(to, row.effectiveTo) &&
      !sameMoment(to, next?.effectiveFrom ?? null)
    ) {
      await refuseEndingDefault(tx, ctx, row);
    }

    const own = {
      minutes: change.minutes,
      time: change.time,
      effectiveFrom: from,
      effectiveTo: to,
    };
    const action = status === 'in_force' ? 'target.end' : 'target.update';
    // In an order in which no moment has two versions.
    const meet = async () => {
      if (!previous || !moved) return;
      const verb = from < row.effectiveFrom ? 'target.end' : 'target.extend';
      await updateVersion(tx, ctx, previous, verb, { effectiveTo: from });
    };
    if (from < row.effectiveFrom) await meet();
    const changed = await updateVersion(tx, ctx, row, action, own);
    if (from >= row.effectiveFrom) await meet();
    return changed;
  });
}
