import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { TestSent } from './contract';
import { holdChannel } from './hold-channel';
import { makeNotice } from './make-notice';
import { renderPayload } from './render-payload';

/**
 * Queues a test message for a channel, by the same outbox as every notification: what it proves is
 * what alerts will meet. 404; 409 while the channel is switched off.
 */
export function testChannel(ctx: Ctx, id: string): Promise<TestSent> {
  authorize(ctx, 'channels.write');
  return ctx.db.$transaction(async (tx) => {
    const channel = await holdChannel(tx, ctx, id, undefined);
    if (!channel.enabled) {
      throw new AppError('conflict', `“${channel.name}” is switched off: switch it on first.`);
    }
    const notificationId = newId();
    const notice = makeNotice({
      notificationId,
      lab: ctx.lab,
      rule: null,
      severity: 'info',
      reason: 'test',
      at: ctx.now,
      group: {},
      alerts: [],
      windowMinutes: null,
      waiting: [],
    });
    const payload = renderPayload(channel, notice);
    await tx.notification.create({
      data: {
        id: notificationId,
        labId: ctx.lab.id,
        channelId: id,
        reason: 'test',
        severity: 'info',
        summary: 'A test message',
        payload,
        alertCount: 0,
        nextAttemptAt: ctx.now,
        createdAt: ctx.now,
        requestId: ctx.requestId,
      },
    });
    // Whoever tries wants to know now, not when the pause is over; but a receiver that asked for
    // fewer gets no more meanwhile.
    if (channel.pausedUntil !== null && channel.lastFailure !== 'rate_limited') {
      await tx.channel.update({ where: { id }, data: { pausedUntil: null } });
    }
    await recordAuditEvent(tx, ctx, {
      action: 'channel.test',
      entity: 'channel',
      entityId: id,
      after: { name: channel.name, notification_id: notificationId },
    });
    await emitLiveEvent(tx, ctx.lab.id, {
      entity: 'alert',
      entityId: id,
      version: channel.version,
    });
    return { notification_id: notificationId, payload };
  });
}
