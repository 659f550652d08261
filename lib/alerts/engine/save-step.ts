import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { LABELS } from '../finding';
import type { EngineAlert, GroupMemory } from './engine-state';
import type { StepChange } from './step-engine';

/** Who the engine is in histories. */
export const ENGINE: Actor = { kind: 'system', job: 'alert engine' };

/** How bad something is changes by the minute; it is written as often as that. */
const STALE_MS = 300_000;

/** Whether an alert must be written: all but that it was seen again, and how bad it is by now. */
export function isNews(alert: EngineAlert, before: EngineAlert | undefined): boolean {
  if (before === undefined) return true;
  return (
    alert.seenAt.getTime() - before.seenAt.getTime() >= STALE_MS ||
    alert.status !== before.status ||
    alert.severity !== before.severity ||
    alert.deviceId !== before.deviceId ||
    alert.inhibitedById !== before.inhibitedById ||
    alert.silencedUntil?.getTime() !== before.silencedUntil?.getTime() ||
    alert.dueAt?.getTime() !== before.dueAt?.getTime() ||
    alert.threshold !== before.threshold ||
    LABELS.some((label) => alert.labels[label] !== before.labels[label])
  );
}

/**
 * Writes alerts as they are now, in one statement. Who acknowledged meanwhile stays: a person's hand
 * is never overwritten.
 */
export async function saveAlerts(
  tx: LabTx,
  labId: string,
  alerts: readonly EngineAlert[],
): Promise<void> {
  if (alerts.length === 0) return;
  const rows = alerts.map((alert) => ({
    id: alert.id,
    rule_id: alert.ruleId,
    fingerprint: alert.fingerprint,
    status: alert.status,
    severity: alert.severity,
    subject_kind: alert.subject.kind,
    subject_id: alert.subject.id,
    labels: alert.labels,
    summary: alert.summary,
    value: alert.value,
    threshold: alert.threshold,
    unit: alert.unit,
    due_at: alert.dueAt,
    device_id: alert.deviceId,
    started_at: alert.startedAt,
    fired_at: alert.firedAt,
    seen_at: alert.seenAt,
    acknowledged_at: alert.acknowledged?.at ?? null,
    acknowledged_by: alert.acknowledged?.by ?? null,
    inhibited_by_id: alert.inhibitedById,
    silenced_until: alert.silencedUntil,
    resolved_at: alert.resolvedAt,
    resolved_as: alert.resolvedAs,
  }));
  await tx.$executeRaw`
    INSERT INTO alerts AS a (id, lab_id, rule_id, fingerprint, status, severity, subject_kind,
      subject_id, labels, summary, value, threshold, unit, due_at, device_id, started_at, fired_at,
      seen_at, acknowledged_at, acknowledged_by, inhibited_by_id, silenced_until, resolved_at,
      resolved_as)
    SELECT id, ${labId}::uuid, rule_id, fingerprint, status::alert_status, severity::alert_severity,
      subject_kind, subject_id, labels, summary, value, threshold, unit, due_at, device_id,
      started_at, fired_at, seen_at, acknowledged_at, acknowledged_by, inhibited_by_id,
      silenced_until, resolved_at, resolved_as
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS now (id uuid, rule_id uuid,
      fingerprint text, status text, severity text, subject_kind text, subject_id text,
      labels jsonb, summary text, value float8, threshold float8, unit text, due_at timestamptz,
      device_id uuid, started_at timestamptz, fired_at timestamptz, seen_at timestamptz,
      acknowledged_at timestamptz, acknowledged_by text, inhibited_by_id uuid,
      silenced_until timestamptz, resolved_at timestamptz, resolved_as text)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE SET
      status = CASE WHEN a.status = 'acknowledged' AND excluded.status = 'firing'
        THEN a.status ELSE excluded.status END,
      severity = excluded.severity, labels = excluded.labels, summary = excluded.summary,
      value = excluded.value, threshold = excluded.threshold, unit = excluded.unit,
      due_at = excluded.due_at, device_id = excluded.device_id, started_at = excluded.started_at,
      fired_at = excluded.fired_at, seen_at = excluded.seen_at,
      inhibited_by_id = excluded.inhibited_by_id, silenced_until = excluded.silenced_until,
      resolved_at = excluded.resolved_at, resolved_as = excluded.resolved_as,
      version = a.version + 1`;
}

export type NewEvent = {
  alertId: string;
  kind: StepChange['kind'] | 'notified';
  text: string | null;
  notificationId?: string;
};

/** Appends to the histories of alerts what befell them. */
export async function saveEvents(
  tx: LabTx,
  labId: string,
  at: Date,
  requestId: string,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ alertId, kind, text, notificationId }) => ({
    id: newId(),
    alert_id: alertId,
    kind,
    text,
    notification_id: notificationId ?? null,
  }));
  const { actorKind, actorName } = actorColumns(ENGINE);
  await tx.$executeRaw`
    INSERT INTO alert_events (id, lab_id, alert_id, kind, at, text, notification_id, actor_kind,
      actor_name, request_id)
    SELECT id, ${labId}::uuid, alert_id, kind::alert_event_kind, ${at}::timestamptz, text,
      notification_id, ${actorKind}::actor_kind, ${actorName}, ${requestId}
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, alert_id uuid, kind text,
      text text, notification_id uuid)
    ORDER BY id`;
}

/** Replaces what is remembered of groups by what is to be from now on. */
export async function saveMemories(
  tx: LabTx,
  labId: string,
  before: readonly GroupMemory[],
  memories: readonly GroupMemory[],
  forgotten: readonly GroupMemory[],
): Promise<void> {
  const known = new Set(before.map((memory) => JSON.stringify(columnsOf(memory))));
  const changed = memories.map(columnsOf).filter((columns) => !known.has(JSON.stringify(columns)));
  if (changed.length > 0) {
    await tx.$executeRaw`
      INSERT INTO alert_groups (lab_id, rule_id, channel_id, key, opened_at, notified_at, severity,
        firing, resolved)
      SELECT ${labId}::uuid, rule_id, channel_id, key, opened_at, notified_at,
        severity::alert_severity, firing, resolved
      FROM jsonb_to_recordset(${jsonRows(changed)}::jsonb) AS now (rule_id uuid, channel_id uuid,
        key text, opened_at timestamptz, notified_at timestamptz, severity text, firing uuid[],
        resolved uuid[])
      ON CONFLICT (rule_id, channel_id, key) DO UPDATE SET
        opened_at = excluded.opened_at, notified_at = excluded.notified_at,
        severity = excluded.severity, firing = excluded.firing, resolved = excluded.resolved`;
  }
  if (forgotten.length > 0) {
    await tx.$executeRaw`
      DELETE FROM alert_groups g
      USING jsonb_to_recordset(${jsonRows(forgotten.map(columnsOf))}::jsonb)
        AS gone (rule_id uuid, channel_id uuid, key text)
      WHERE g.lab_id = ${labId}::uuid AND g.rule_id = gone.rule_id
        AND g.channel_id = gone.channel_id AND g.key = gone.key`;
  }
}

function columnsOf(memory: GroupMemory) {
  return {
    rule_id: memory.ruleId,
    channel_id: memory.channelId,
    key: memory.key,
    opened_at: memory.openedAt,
    notified_at: memory.notifiedAt,
    severity: memory.severity,
    firing: memory.firing.toSorted(),
    resolved: memory.resolved.toSorted(),
  };
}
