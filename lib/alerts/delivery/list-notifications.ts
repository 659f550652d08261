import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { isId } from '@/lib/platform/ids';
import type { Notification, NotificationInFull, NotificationsQuery } from './contract';
import { failureText } from './failures';
import { notificationConditions } from './notification-conditions';
import { NOTIFICATION_COLUMNS, notificationAnswers } from './notification-row';

const Cursor = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** So many attempts are shown of one notification. */
const MOST_ATTEMPTS_SHOWN = 100;

/** A page of notifications, the latest decided first. */
export async function listNotifications(
  ctx: Ctx,
  { limit, cursor, ...filters }: NotificationsQuery,
): Promise<{ data: Notification[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const before = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.notification.findMany({
    where: {
      AND: [
        await notificationConditions(ctx, filters),
        before === null
          ? {}
          : {
              createdAt: { lte: before[0] },
              OR: [{ createdAt: { lt: before[0] } }, { id: { lt: before[1] } }],
            },
      ],
    },
    select: NOTIFICATION_COLUMNS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: await notificationAnswers(ctx.db, page),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** One notification with what is posted and every attempt; 404 where the lab has none. */
export async function readNotification(ctx: Ctx, id: string): Promise<NotificationInFull> {
  authorize(ctx, 'read');
  const row = isId(id)
    ? await ctx.db.notification.findFirst({
        where: { id },
        select: { ...NOTIFICATION_COLUMNS, payload: true, alertIds: true },
      })
    : null;
  if (!row) throw notFound('notification');
  const log = await ctx.db.notificationAttempt.findMany({
    where: { notificationId: id },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST_ATTEMPTS_SHOWN,
  });
  const [answer] = await notificationAnswers(ctx.db, [row]);
  if (!answer) throw notFound('notification');
  return {
    ...answer,
    alert_ids: row.alertIds,
    payload: row.payload,
    log: log.map(({ at, durationMs, status, outcome }) => ({
      at: at.toISOString(),
      duration_ms: durationMs,
      status,
      outcome,
      text: failureText(outcome),
    })),
  };
}
