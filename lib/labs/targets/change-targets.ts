import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { lockRules } from '@/lib/labs/lock-rules';
import { labSettings } from '@/lib/labs/settings';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import type { TargetVersion } from './contract';
import { targetVersionOf, WITH_NAMES, type NamedTarget } from './target-version';

const MINUTE_MS = 60_000;

/**
 * A moment a version begins or ends: now at the earliest. The running minute counts as now, since
 * people and forms give no seconds.
 */
export function momentNotPast(given: Date, now: Date, field: string): Date {
  if (given >= now) return given;
  if (given.getTime() >= Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS) return now;
  throw invalidField(field, 'lies in the past; give now or later, so that no past figure changes');
}

/** 409 for two versions of one scope at one moment, should the database find them first. */
export function overlapOf(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !error.message.includes('targets_no_overlap')) return undefined;
  const message = 'Another version of this target holds at that time. Look again, and try anew.';
  return new AppError('conflict', message, { cause: error });
}

/** Runs a change of targets in one transaction, one at a time in a lab. */
export async function changingTargets<T>(ctx: Ctx, run: (tx: LabTx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.$transaction(async (tx) => {
      await lockRules(tx, ctx);
      return run(tx);
    });
  } catch (error) {
    throw overlapOf(error) ?? error;
  }
}

/** The versions for the same work and segment, oldest first. */
export async function versionsLike(
  tx: LabTx,
  scope: Pick<NamedTarget, 'assayId' | 'priority' | 'locationId' | 'segment'>,
): Promise<NamedTarget[]> {
  const { assayId, priority, locationId, segment } = scope;
  return tx.target.findMany({
    where: { assayId, priority, locationId, segment },
    orderBy: { effectiveFrom: 'asc' },
    include: WITH_NAMES,
  });
}

/** Changes a version and records how it stood before. */
export async function updateVersion(
  tx: LabTx,
  ctx: Ctx,
  row: NamedTarget,
  action: 'target.update' | 'target.end' | 'target.extend',
  data: Prisma.TargetUncheckedUpdateInput,
): Promise<TargetVersion> {
  const before = targetVersionOf(row, ctx.now);
  const changed = await tx.target.update({ where: { id: row.id }, data, include: WITH_NAMES });
  const after = targetVersionOf(changed, ctx.now);
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await recordAuditEvent(tx, ctx, { action, entity: 'target', entityId: row.id, before, after });
  }
  return after;
}

/** Due times speak of the headline segment: its target for all work may change, never be absent. */
export async function refuseEndingDefault(
  tx: LabTx,
  ctx: Ctx,
  scope: Pick<NamedTarget, 'assayId' | 'priority' | 'locationId' | 'segment'>,
): Promise<void> {
  const { assayId, priority, locationId, segment } = scope;
  if (assayId !== null || priority !== null || locationId !== null) return;
  const lab = await tx.lab.findUniqueOrThrow({ where: { id: ctx.lab.id } });
  if (labSettings(lab.settings).headlineSegment !== segment) return;
  throw new AppError(
    'conflict',
    'This is the lab’s default, which due times rest on. It can be changed by a new version, not ended.',
    { fields: [{ field: 'effective_to', message: 'the lab’s default cannot end' }] },
  );
}

/** 409 naming the version that is in the way. */
export function inTheWay(row: NamedTarget, field: string): AppError {
  const from = row.effectiveFrom.toISOString();
  const message = `another version of this target holds from ${from}; change or withdraw that one`;
  return new AppError('conflict', `${field}: ${message}`, { fields: [{ field, message }] });
}
