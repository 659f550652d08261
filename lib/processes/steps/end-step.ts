import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma, Step as Row } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Step, StepEnd } from '../contract';
import { linkMoves } from './link-moves';
import { stepsById } from './step-row';

function refuseEnded(row: Row | null): asserts row is Row {
  if (!row) throw notFound('step');
  if (row.finishedAt === null) return;
  const at = row.finishedAt.toISOString();
  throw new AppError('conflict', `This step ended at ${at} with the status “${row.status}”.`);
}

/** The move that a running step turns out to have told of; see linkMoves. */
async function moveOf(tx: LabTx, ctx: Ctx, row: Row, finish: Date): Promise<string | null> {
  const { containerId, originDeviceId, originSlot, targetDeviceId, targetSlot } = row;
  if (row.moveId !== null) return row.moveId;
  if (row.simulated || containerId === null || originDeviceId === null) return null;
  if (originSlot === null || targetDeviceId === null || targetSlot === null) return null;
  const ends = { originDeviceId, originSlot, targetDeviceId, targetSlot };
  const [moveId = null] = await linkMoves(tx, ctx, [
    { containerId, ...ends, start: row.startedAt, finish },
  ]);
  return moveId;
}

/**
 * Ends a running step, now or when it is said to have ended. One that has ended is 409 and stays as
 * it is; an unknown one is 404.
 */
export async function endStep(ctx: Ctx, id: string, given: StepEnd): Promise<Step> {
  authorize(ctx, 'platform.write');
  if (!isId(id)) throw notFound('step');
  await ctx.db.$transaction(async (tx) => {
    const row = await tx.step.findFirst({ where: { id } });
    refuseEnded(row);
    const finish = given.finish ?? ctx.now;
    if (finish < row.startedAt) {
      throw invalidField('finish', `must not be before its start, ${row.startedAt.toISOString()}`);
    }
    const moveId = await moveOf(tx, ctx, row, finish);
    // Two at once: the second waits here, and finds it ended.
    const { count } = await tx.step.updateMany({
      where: { id, finishedAt: null },
      data: {
        finishedAt: finish,
        status: given.status,
        moveId,
        ...(given.data ? { data: asJson(given.data) } : {}),
        ...(given.lidded_after == null ? {} : { liddedAfter: given.lidded_after }),
        ...(given.barcode_read == null ? {} : { barcodeRead: given.barcode_read }),
      },
    });
    if (count === 0) refuseEnded(await tx.step.findFirst({ where: { id } }));
    const { experimentId } = row;
    await recordAuditEvent(tx, ctx, {
      action: 'step.end',
      entity: 'step',
      entityId: id,
      after: { status: given.status, finish: finish.toISOString() },
    });
    if (experimentId !== null) {
      await emitLiveEvent(tx, ctx.lab.id, {
        entity: 'experiment',
        entityId: experimentId,
        version: 0,
      });
    }
  });
  const [step] = await stepsById(ctx.db, ctx.lab.id, [id]);
  if (!step) throw notFound('step');
  return step;
}

function asJson(data: Record<string, unknown>): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(data));
}
