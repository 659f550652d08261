import type { Prisma } from '@/lib/platform/db/generated/client';
import type { NewEvent } from './save-step';
import type { Told } from './tell';

/** A notification as the outbox keeps it until it is sent. */
export function notificationRow(
  { labId, at, requestId }: { labId: string; at: Date; requestId: string },
  { id, decision, rule, channel, summary, payload }: Told,
): Prisma.NotificationCreateManyInput {
  const alertIds = [...decision.firing, ...decision.resolved].map((alert) => alert.id);
  return {
    id,
    labId,
    channelId: channel.id,
    ruleId: rule.id,
    groupKey: decision.key,
    reason: decision.reason,
    severity: rule.severity,
    summary,
    payload,
    alertCount: alertIds.length,
    alertIds,
    nextAttemptAt: at,
    createdAt: at,
    requestId,
  };
}

/** Of what only changed, those that are new to the channel have it in their histories. */
export function notifiedEvents({ id, decision, channel }: Told): NewEvent[] {
  const { reason, fresh, firing, resolved } = decision;
  const said = reason === 'changed' ? fresh : firing.map((alert) => alert.id);
  const ids = [...said, ...resolved.map((alert) => alert.id)];
  const text = `${reason} to ${channel.name}`;
  return ids.map((alertId) => ({ alertId, kind: 'notified', text, notificationId: id }));
}
