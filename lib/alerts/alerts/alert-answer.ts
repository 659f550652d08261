import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { EngineAlert } from '../engine/engine-state';
import type { Alert } from './contract';

/** What alerts are answered with besides themselves. */
export type AlertNames = {
  /** By rule. */
  rules: ReadonlyMap<string, string>;
  /** Of alerts that absorb others. */
  summaries: ReadonlyMap<string, string>;
  absorbs: ReadonlyMap<string, number>;
};

/** An alert as people and machines see it. */
export function alertAnswer(alert: EngineAlert, names: AlertNames): Alert {
  const { acknowledged, inhibitedById, resolvedAt, resolvedAs } = alert;
  return {
    id: alert.id,
    rule: { id: alert.ruleId, name: names.rules.get(alert.ruleId) ?? '', kind: alert.kind },
    status: alert.status,
    severity: alert.severity,
    subject: alert.subject,
    labels: alert.labels,
    summary: alert.summary,
    value: alert.value,
    threshold: alert.threshold,
    unit: alert.unit,
    due_at: alert.dueAt?.toISOString() ?? null,
    started_at: alert.startedAt.toISOString(),
    fired_at: alert.firedAt?.toISOString() ?? null,
    seen_at: alert.seenAt.toISOString(),
    acknowledged: acknowledged && { at: acknowledged.at.toISOString(), by: acknowledged.by },
    inhibited_by:
      inhibitedById === null || resolvedAt !== null
        ? null
        : { id: inhibitedById, summary: names.summaries.get(inhibitedById) ?? '' },
    absorbs: names.absorbs.get(alert.id) ?? 0,
    silenced_until: resolvedAt === null ? (alert.silencedUntil?.toISOString() ?? null) : null,
    resolved:
      resolvedAt === null || resolvedAs === null
        ? null
        : { at: resolvedAt.toISOString(), as: resolvedAs },
  };
}

const Counted = z.array(z.object({ id: z.string(), absorbs: z.int() }));

/** The same of several, in their order, with the names read. */
export async function alertAnswers(
  db: LabDb | LabTx,
  labId: string,
  alerts: readonly EngineAlert[],
): Promise<Alert[]> {
  if (alerts.length === 0) return [];
  const unique = (ids: readonly (string | null)[]) => [
    ...new Set(ids.filter((id): id is string => id !== null)),
  ];
  const rules = await db.alertRule.findMany({
    where: { id: { in: unique(alerts.map(({ ruleId }) => ruleId)) } },
    select: { id: true, name: true },
  });
  const absorbing = unique(alerts.map(({ inhibitedById }) => inhibitedById));
  const devices =
    absorbing.length === 0
      ? []
      : await db.alert.findMany({
          where: { id: { in: absorbing } },
          select: { id: true, summary: true },
        });
  const ids = alerts.filter(({ kind }) => kind === 'device').map(({ id }) => id);
  const counted =
    ids.length === 0
      ? []
      : Counted.parse(
          await db.$queryRaw(Prisma.sql`
            SELECT inhibited_by_id::text AS id, count(*)::int AS absorbs FROM alerts
            WHERE lab_id = ${labId}::uuid AND resolved_at IS NULL
              AND inhibited_by_id = ANY(${ids}::uuid[])
            GROUP BY 1`),
        );
  const names = {
    rules: new Map(rules.map(({ id, name }) => [id, name])),
    summaries: new Map(devices.map(({ id, summary }) => [id, summary])),
    absorbs: new Map(counted.map(({ id, absorbs }) => [id, absorbs])),
  };
  return alerts.map((alert) => alertAnswer(alert, names));
}
