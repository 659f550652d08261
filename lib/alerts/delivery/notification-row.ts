import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { Notification } from './contract';
import { failureText } from './failures';

/** All of a notification but what is posted, with its channel and its latest attempt. */
export const NOTIFICATION_COLUMNS = {
  id: true,
  ruleId: true,
  reason: true,
  severity: true,
  summary: true,
  alertCount: true,
  status: true,
  failure: true,
  attempts: true,
  nextAttemptAt: true,
  createdAt: true,
  queuedAt: true,
  settledAt: true,
  dismissedAt: true,
  dismissedBy: true,
  channel: { select: { id: true, name: true, kind: true, removedAt: true, pausedUntil: true } },
  log: {
    select: { at: true, status: true, outcome: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 1,
  },
} as const satisfies Prisma.NotificationSelect;

type Row = Prisma.NotificationGetPayload<{ select: typeof NOTIFICATION_COLUMNS }>;

/** What rules are called, removed ones too, by id. */
async function ruleNames(
  db: LabDb | LabTx,
  rows: readonly Pick<Row, 'ruleId'>[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ ruleId }) => (ruleId === null ? [] : [ruleId])))];
  if (ids.length === 0) return new Map();
  const rules = await db.alertRule.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rules.map(({ id, name }) => [id, name]));
}

/** A paused channel holds back what is due. */
function nextAttemptAt({ status, nextAttemptAt: due, channel }: Row): Date | null {
  if (status !== 'queued') return null;
  const { pausedUntil } = channel;
  return pausedUntil !== null && pausedUntil > due ? pausedUntil : due;
}

/** Notifications as they are answered. */
export async function notificationAnswers(
  db: LabDb | LabTx,
  rows: readonly Row[],
): Promise<Notification[]> {
  const names = await ruleNames(db, rows);
  return rows.map((row) => {
    const { channel, log, ruleId } = row;
    const [last] = log;
    return {
      id: row.id,
      channel: {
        id: channel.id,
        name: channel.name,
        kind: channel.kind,
        removed: channel.removedAt !== null,
      },
      rule: ruleId === null ? null : { id: ruleId, name: names.get(ruleId) ?? '' },
      reason: row.reason,
      severity: row.severity,
      summary: row.summary,
      alert_count: row.alertCount,
      status: row.status,
      failure: row.failure,
      failure_text: failureText(row.failure),
      attempts: row.attempts,
      last_attempt: last
        ? {
            at: last.at.toISOString(),
            status: last.status,
            outcome: last.outcome,
            text: failureText(last.outcome),
          }
        : null,
      next_attempt_at: nextAttemptAt(row)?.toISOString() ?? null,
      created_at: row.createdAt.toISOString(),
      queued_at: row.queuedAt.toISOString(),
      settled_at: row.settledAt?.toISOString() ?? null,
      dismissed_at: row.dismissedAt?.toISOString() ?? null,
      dismissed_by: row.dismissedBy,
    };
  });
}
