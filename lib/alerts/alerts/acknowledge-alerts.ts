import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { readAlerts } from '../engine/alert-row';
import { alertAnswers } from './alert-answer';
import type { AcknowledgeAlert, AcknowledgeAlerts, Acknowledged, AlertDetail } from './contract';
import { findAlert, readAlert } from './read-alert';

const Ids = z.array(z.object({ id: z.string() }));

/**
 * Takes firing alerts on; those acknowledged, pending or over stay as they are. It ends their repeats
 * but for critical results, which only handling ends. @returns the ids of those taken on
 */
async function takeOn(
  tx: LabTx,
  ctx: Ctx,
  which: Prisma.Sql,
  note: string | undefined,
): Promise<string[]> {
  const actor = actorColumns(ctx.actor);
  const taken = Ids.parse(
    await tx.$queryRaw`
      UPDATE alerts a SET status = 'acknowledged', acknowledged_at = ${ctx.now}::timestamptz,
        acknowledged_by = ${actor.actorName}, version = version + 1
      WHERE a.lab_id = ${ctx.lab.id}::uuid AND a.status = 'firing' AND ${which}
      RETURNING a.id::text AS id`,
  );
  if (taken.length === 0) return [];
  const ids = taken.map(({ id }) => id).toSorted();
  await tx.alertEvent.createMany({
    data: ids.map((alertId) => ({
      id: newId(),
      labId: ctx.lab.id,
      alertId,
      kind: 'acknowledged' as const,
      at: ctx.now,
      text: note ?? null,
      ...actor,
      requestId: ctx.requestId,
    })),
  });
  await recordAuditEvent(tx, ctx, {
    action: 'alert.acknowledge',
    entity: 'alert',
    ...(ids.length === 1 && ids[0] !== undefined ? { entityId: ids[0] } : {}),
    after: { alerts: ids },
    ...(note === undefined ? {} : { reason: note }),
  });
  await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: '', version: 0 });
  return ids;
}

/** Acknowledges one alert; once more changes nothing. 404; 409 for one that does not fire. */
export async function acknowledgeAlert(
  ctx: Ctx,
  id: string,
  { note }: AcknowledgeAlert,
): Promise<AlertDetail> {
  authorize(ctx, 'alerts.acknowledge');
  await ctx.db.$transaction(async (tx) => {
    const alert = await findAlert(tx, ctx.lab.id, id);
    const taken = await takeOn(tx, ctx, Prisma.sql`a.id = ${alert.id}::uuid`, note);
    if (taken.length > 0) return;
    const { status } = await findAlert(tx, ctx.lab.id, id);
    if (status === 'acknowledged') return;
    throw new AppError(
      'conflict',
      status === 'pending'
        ? 'This alert does not fire yet: there is nothing to acknowledge.'
        : 'This alert is over: there is nothing to acknowledge any more.',
      { extra: { status } },
    );
  });
  return readAlert(ctx, id);
}

/** Acknowledges what fires of the alerts named, or of those a notification told of; 404 for neither. */
export async function acknowledgeAlerts(
  ctx: Ctx,
  { ids, notification, note }: AcknowledgeAlerts,
): Promise<Acknowledged> {
  authorize(ctx, 'alerts.acknowledge');
  return ctx.db.$transaction(async (tx) => {
    const named = ids ?? (await toldOf(tx, notification ?? ''));
    const which = Prisma.sql`a.id = ANY(${named}::uuid[])`;
    const taken = await takeOn(tx, ctx, which, note);
    const alerts = await readAlerts(tx, ctx.lab.id, which);
    if (ids && alerts.length === 0) throw notFound('alert');
    return {
      acknowledged: taken.length,
      alerts: await alertAnswers(tx, ctx.lab.id, alerts),
    };
  });
}

async function toldOf(tx: LabTx, id: string): Promise<string[]> {
  const row = await tx.notification.findFirst({ where: { id }, select: { alertIds: true } });
  if (!row) throw notFound('notification');
  return row.alertIds;
}
