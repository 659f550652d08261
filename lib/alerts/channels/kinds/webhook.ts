import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';
import type { ChannelKind } from '../channel-kind';
import { headline } from '../headline';
import type { ShownLine, ShownNotice } from '../shown-notice';
import { judgeStatus } from './judge-status';

const line = ({ alertId, startedAt, resolvedAt, dueAt, labels, ...rest }: ShownLine) => ({
  alert_id: alertId,
  ...rest,
  labels: { ...labels },
  started_at: startedAt.toISOString(),
  resolved_at: resolvedAt?.toISOString() ?? null,
  due_at: dueAt?.toISOString() ?? null,
});

const waiting = ({ deviceId, first, ...rest }: ShownNotice['waiting'][number]) => ({
  device_id: deviceId,
  ...rest,
  first: first.map(({ dueAt, ...test }) => ({ ...test, due_at: dueAt?.toISOString() ?? null })),
});

/** Of type alert.first, alert.changed, alert.repeat, alert.resolved or alert.test. */
function render(notice: ShownNotice) {
  const { window } = notice;
  return {
    type: `alert.${notice.reason}`,
    timestamp: notice.at.toISOString(),
    data: {
      notification_id: notice.notificationId,
      lab: notice.lab.slug,
      headline: headline(notice),
      rule: notice.rule && { ...notice.rule },
      severity: notice.severity,
      reason: notice.reason,
      group: { ...notice.group },
      counts: { ...notice.counts },
      alerts: notice.lines.map(line),
      more: notice.more,
      assays: notice.assays.map((assay) => ({ ...assay })),
      window: window && { from: window.from.toISOString(), to: window.to.toISOString() },
      waiting: notice.waiting.map(waiting),
      view_url: notice.links.view,
      acknowledge_url: notice.links.acknowledge,
    },
  };
}

/** JSON for any receiver, signed by Standard Webhooks (standardwebhooks.com). */
export const webhook: ChannelKind = {
  name: 'webhook',
  title: 'Webhook',
  hint: 'Any address that takes JSON and checks a signature of Standard Webhooks.',
  signed: true,
  apartMs: 0,
  render,
  request: (payload, { id, at, secret }) => {
    if (secret === null) throw new Error('A webhook is not posted without its secret.');
    const body = JSON.stringify(payload);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    return {
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(secret, { id, timestamp }, body),
      },
      body,
    };
  },
  judge: judgeStatus,
};
