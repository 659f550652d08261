import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { readAlerts } from '../engine/alert-row';
import { type EngineAlert, fires } from '../engine/engine-state';
import { waitingAtDevices } from '../engine/waiting-at-device';
import { LABELS } from '../finding';
import { alertAnswers } from './alert-answer';
import type { AlertDetail, AlertEventAnswer } from './contract';

const EVENTS_AT_MOST = 500;

/** The alert of that id in the lab, or 404. */
export async function findAlert(
  db: LabDb | LabTx,
  labId: string,
  id: string,
): Promise<EngineAlert> {
  const [alert] = isId(id) ? await readAlerts(db, labId, Prisma.sql`a.id = ${id}::uuid`) : [];
  if (!alert) throw notFound('alert');
  return alert;
}

async function eventsOf(db: LabDb | LabTx, alertId: string): Promise<AlertEventAnswer[]> {
  const rows = await db.alertEvent.findMany({
    where: { alertId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: EVENTS_AT_MOST,
    select: {
      kind: true,
      at: true,
      text: true,
      actorName: true,
      notification: {
        select: { id: true, reason: true, status: true, channel: { select: { name: true } } },
      },
    },
  });
  return rows.toReversed().map(({ kind, at, text, actorName, notification }) => ({
    kind,
    at: at.toISOString(),
    by: actorName,
    text,
    notification: notification && {
      id: notification.id,
      channel: notification.channel.name,
      reason: notification.reason,
      status: notification.status,
    },
  }));
}

async function waitingOf(ctx: Ctx, alert: EngineAlert, absorbs: number) {
  const { kind, deviceId } = alert;
  if (kind !== 'device' || deviceId === null || !fires(alert)) return null;
  const waiting = await waitingAtDevices(ctx, [deviceId], new Map([[deviceId, absorbs]]));
  const there = waiting.get(deviceId);
  if (!there) return null;
  const { device, tests, stat, urgent, absorbed, first } = there;
  return {
    device,
    tests,
    stat,
    urgent,
    absorbed,
    first: first.map(({ dueAt, ...test }) => ({ ...test, due_at: dueAt?.toISOString() ?? null })),
  };
}

/** What an alert is, what befell it, and what a silence of it could match by; 404. */
export async function readAlert(ctx: Ctx, id: string): Promise<AlertDetail> {
  authorize(ctx, 'read');
  const alert = await findAlert(ctx.db, ctx.lab.id, id);
  const [answer] = await alertAnswers(ctx.db, ctx.lab.id, [alert]);
  if (!answer) throw new Error('One alert has one answer');
  return {
    ...answer,
    events: await eventsOf(ctx.db, alert.id),
    waiting: await waitingOf(ctx, alert, answer.absorbs),
    may_silence_by: [
      { label: 'alert', value: alert.id, text: alert.summary },
      { label: 'rule', value: alert.ruleId, text: answer.rule.name },
      ...LABELS.flatMap((label) => {
        const value = alert.labels[label];
        return value === undefined ? [] : [{ label, value, text: value }];
      }),
    ],
  };
}
