import type { Labels, Severity } from '../finding';
import type { KindName } from '../kinds/params';
import {
  MAX_LINES,
  type Notice,
  type NoticeLine,
  type NoticeReason,
  type WaitingAtDevice,
} from './notice';

const MINUTE = 60_000;
/** So many assays a notice counts alerts of. */
const MAX_ASSAYS = 25;

function worseFirst(a: NoticeLine, b: NoticeLine): number {
  const resolved = Number(a.status === 'resolved') - Number(b.status === 'resolved');
  if (resolved !== 0) return resolved;
  if (a.dueAt !== null && b.dueAt !== null && a.dueAt.getTime() !== b.dueAt.getTime()) {
    return a.dueAt.getTime() - b.dueAt.getTime();
  }
  // Fewer an hour is worse; of everything else, more is.
  const sign = a.unit === 'per_hour' ? 1 : -1;
  const [one, two] = [a.value, b.value];
  if (one !== null && two !== null && one !== two) return sign * (one - two);
  if ((one === null) !== (two === null)) return one === null ? 1 : -1;
  return (
    a.startedAt.getTime() - b.startedAt.getTime() ||
    (a.alertId < b.alertId ? -1 : Number(a.alertId > b.alertId))
  );
}

function byAssay(lines: readonly NoticeLine[]): Notice['assays'] {
  const counts = new Map<string, number>();
  for (const { labels, status } of lines) {
    if (labels.assay === undefined || status === 'resolved') continue;
    counts.set(labels.assay, (counts.get(labels.assay) ?? 0) + 1);
  }
  return [...counts]
    .map(([assay, alerts]) => ({ assay, alerts }))
    .toSorted((a, b) => b.alerts - a.alerts || (a.assay < b.assay ? -1 : 1))
    .slice(0, MAX_ASSAYS);
}

function windowOf(
  lines: readonly NoticeLine[],
  windowMinutes: number | null,
  at: Date,
): Notice['window'] {
  if (windowMinutes !== null) {
    return { from: new Date(at.getTime() - windowMinutes * MINUTE), to: at };
  }
  if (lines.length === 0) return null;
  const first = lines.reduce(
    (least, { startedAt }) => Math.min(least, startedAt.getTime()),
    Infinity,
  );
  return { from: new Date(first), to: at };
}

/**
 * The notice of a decision, from all alerts of the group that are told: orders them worst first
 * (firing before resolved, then the longest overdue, then by value), counts them and keeps the
 * first. `windowMinutes` is what a rate is taken over, null of other kinds.
 */
export function makeNotice(decided: {
  notificationId: string;
  lab: Notice['lab'];
  rule: { id: string; name: string; kind: KindName } | null;
  severity: Severity;
  reason: NoticeReason;
  at: Date;
  group: Labels;
  alerts: readonly NoticeLine[];
  windowMinutes: number | null;
  waiting: readonly WaitingAtDevice[];
}): Notice {
  const { alerts, windowMinutes, waiting, ...rest } = decided;
  const count = (status: NoticeLine['status']) =>
    alerts.filter((alert) => alert.status === status).length;
  return {
    ...rest,
    counts: {
      firing: count('firing'),
      acknowledged: count('acknowledged'),
      resolved: count('resolved'),
    },
    lines: alerts.toSorted(worseFirst).slice(0, MAX_LINES),
    assays: byAssay(alerts),
    window: windowOf(alerts, windowMinutes, decided.at),
    waiting: [...waiting],
  };
}
