import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { clockTextWithZone } from '@/lib/labs/clock-text';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { refuseFuture } from '@/lib/specimens/refuse-future';
import type { Critical, CriticalCall } from './contract';
import { criticalMinutesOf } from './list-criticals';
import { emitCriticalEvent, lockOpenCritical, readCritical } from './lock-critical';

const MINUTE_MS = 60_000;

function refuseContradiction({ outcome, read_back: readBack }: CriticalCall): void {
  if (outcome === 'CONFIRMED' && !readBack) {
    throw invalidField('read_back', 'a call is confirmed only when it was read back');
  }
  if (outcome !== 'CONFIRMED' && readBack) {
    throw invalidField('outcome', 'what was read back is CONFIRMED');
  }
}

/** Neither ahead of the clock nor before there was anything to tell, to the minute people type. */
function refuseTime(at: Date, known: Date, { now, lab }: Ctx): void {
  refuseFuture([['at', at]], now);
  const first = Math.floor(known.getTime() / MINUTE_MS) * MINUTE_MS;
  if (at.getTime() < first) {
    throw invalidField(
      'at',
      `lies before the result was known, ${clockTextWithZone(known, lab.timeZone)}`,
    );
  }
}

/**
 * Records one attempt to tell somebody of an open critical, with its result as it stands; CONFIRMED
 * closes it. 422 for a confirmation that was not read back, for a time ahead or before the result
 * was observed or available; 404; 409 once it is closed: of two at the same moment one wins.
 */
export async function callCritical(ctx: Ctx, id: string, given: CriticalCall): Promise<Critical> {
  authorize(ctx, 'criticals.call');
  refuseContradiction(given);
  const limitMinutes = await criticalMinutesOf(ctx);
  return ctx.db.$transaction(async (tx) => {
    const critical = await lockOpenCritical(tx, ctx, id);
    const result = await tx.result.findFirstOrThrow({
      where: { criticalId: critical.id },
      orderBy: [{ availableAt: 'desc' }, { id: 'desc' }],
      select: { value: true, unit: true, observedAt: true, analyte: { select: { code: true } } },
    });
    const at = given.at ?? ctx.now;
    const { observedAt } = result;
    const known =
      observedAt && observedAt < critical.availableAt ? observedAt : critical.availableAt;
    refuseTime(at, known, ctx);
    await tx.criticalNotification.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        criticalId: critical.id,
        outcome: given.outcome,
        notifiedTo: given.notified_to,
        role: given.role ?? null,
        method: given.method ?? null,
        readBack: given.read_back,
        at,
        recordedAt: ctx.now,
        value: result.value,
        unit: result.unit,
        comment: given.comment ?? null,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    if (given.outcome === 'CONFIRMED') {
      await tx.critical.updateMany({
        where: { id: critical.id },
        data: {
          closedAt: ctx.now,
          closedAs: 'CONFIRMED',
          closedBy: actorColumns(ctx.actor).actorName,
        },
      });
    }
    await recordAuditEvent(tx, ctx, {
      action: 'critical.call',
      entity: 'critical',
      entityId: critical.id,
      after: {
        specimen_id: critical.specimenNumber,
        analyte: result.analyte.code,
        value: result.value,
        unit: result.unit,
        outcome: given.outcome,
        notified_to: given.notified_to,
        at: at.toISOString(),
        closed: given.outcome === 'CONFIRMED',
      },
    });
    await emitCriticalEvent(tx, ctx, critical);
    return readCritical(tx, ctx, critical.id, limitMinutes);
  });
}
