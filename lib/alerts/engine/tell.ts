import type { LabTx } from '@/lib/platform/db/lab-db';
import type { LabRef } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { headline } from '../channels/headline';
import { makeNotice } from '../channels/make-notice';
import type { NoticeLine, WaitingAtDevice } from '../channels/notice';
import type { Payload } from '../channels/payload';
import { renderPayload } from '../channels/render-payload';
import type { EngineRule } from '../rules/read-rules';
import type { Decision } from './decide';
import type { EngineAlert } from './engine-state';
import { groupLabels } from './group-alerts';
import type { EngineChannel } from './read-state';
import { waitingAtDevices } from './waiting-at-device';

/** A notification as it would be written to the outbox. */
export type Told = {
  id: string;
  decision: Decision;
  rule: EngineRule;
  channel: EngineChannel;
  summary: string;
  payload: Payload;
};

type Telling = {
  lab: LabRef;
  now: Date;
  rules: readonly EngineRule[];
  channels: ReadonlyMap<string, EngineChannel>;
  /** All that stand, for those that a device absorbs. */
  alerts: readonly EngineAlert[];
};

function lineOf(alert: EngineAlert): NoticeLine {
  const { id, status, subject, labels, summary, value, threshold, unit, dueAt } = alert;
  const shown = status === 'pending' ? 'firing' : status;
  return {
    alertId: id,
    status: shown,
    subject,
    labels,
    summary,
    value,
    threshold,
    unit,
    dueAt,
    priority: alert.priority,
    startedAt: alert.startedAt,
    resolvedAt: alert.resolvedAt,
  };
}

/** What waits at the devices of the decisions' alerts, by device. */
async function waitingOf(
  tx: LabTx,
  telling: Telling,
  decisions: readonly Decision[],
): Promise<Map<string, WaitingAtDevice>> {
  const devices = decisions.flatMap(({ firing }) =>
    firing.flatMap(({ kind, deviceId }) => (kind === 'device' && deviceId ? [deviceId] : [])),
  );
  if (devices.length === 0) return new Map();
  const absorbed = new Map<string, number>();
  for (const { inhibitedById, deviceId } of telling.alerts) {
    if (inhibitedById === null || deviceId === null) continue;
    absorbed.set(deviceId, (absorbed.get(deviceId) ?? 0) + 1);
  }
  const world = { db: tx, lab: telling.lab, now: telling.now };
  return waitingAtDevices(world, [...new Set(devices)], absorbed);
}

function windowMinutes({ params }: EngineRule): number | null {
  return 'window_minutes' in params ? params.window_minutes : null;
}

/** The notifications of decisions, each with the exact JSON that its channel is to be sent. */
export async function tell(
  tx: LabTx,
  telling: Telling,
  decisions: readonly Decision[],
): Promise<Told[]> {
  const { lab, now, channels } = telling;
  const rules = new Map(telling.rules.map((rule) => [rule.id, rule]));
  const waiting = await waitingOf(tx, telling, decisions);
  return decisions.flatMap((decision) => {
    const rule = rules.get(decision.ruleId);
    const channel = channels.get(decision.channelId);
    const [first] = [...decision.firing, ...decision.resolved];
    if (!rule || !channel || !first) return [];
    const id = newId();
    const notice = makeNotice({
      notificationId: id,
      lab: { name: lab.name, slug: lab.slug, timeZone: lab.timeZone },
      rule: { id: rule.id, name: rule.name, kind: rule.kind },
      severity: rule.severity,
      reason: decision.reason,
      at: now,
      group: groupLabels(rule.groupBy, first.labels),
      alerts: [...decision.firing, ...decision.resolved].map(lineOf),
      windowMinutes: windowMinutes(rule),
      waiting: decision.firing.flatMap(({ kind, deviceId }) =>
        kind === 'device' && deviceId !== null ? (waiting.get(deviceId) ?? []) : [],
      ),
    });
    const payload = renderPayload(channel, notice);
    return [{ id, decision, rule, channel, summary: headline(notice), payload }];
  });
}
