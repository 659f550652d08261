import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { Priority } from '@/lib/specimens/contract';
import { LABELS, SEVERITIES, SUBJECT_KINDS, UNITS } from '../finding';
import { KIND_NAMES } from '../kinds/params';
import { type EngineAlert, RESOLVED_AS } from './engine-state';

const text = z.string().optional();
const time = z.number().transform((ms) => new Date(ms));

const Row = z
  .object({
    id: z.string(),
    rule_id: z.string(),
    kind: z.enum(KIND_NAMES),
    fingerprint: z.string(),
    status: z.enum(['pending', 'firing', 'acknowledged', 'resolved']),
    severity: z.enum(SEVERITIES),
    subject_kind: z.enum(SUBJECT_KINDS),
    subject_id: z.string(),
    labels: z.object(Object.fromEntries(LABELS.map((label) => [label, text]))),
    summary: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
    unit: z.enum(UNITS).nullable(),
    due_at: time.nullable(),
    device_id: z.string().nullable(),
    started_at: time,
    fired_at: time.nullable(),
    seen_at: time,
    acknowledged_at: time.nullable(),
    acknowledged_by: z.string().nullable(),
    inhibited_by_id: z.string().nullable(),
    silenced_until: time.nullable(),
    resolved_at: time.nullable(),
    resolved_as: z.enum(RESOLVED_AS).nullable(),
  })
  .transform((row): EngineAlert => {
    const { acknowledged_at: at, acknowledged_by: by } = row;
    return {
      id: row.id,
      ruleId: row.rule_id,
      kind: row.kind,
      fingerprint: row.fingerprint,
      status: row.status,
      severity: row.severity,
      subject: { kind: row.subject_kind, id: row.subject_id },
      labels: row.labels,
      summary: row.summary,
      value: row.value,
      threshold: row.threshold,
      unit: row.unit,
      dueAt: row.due_at,
      priority: Priority.safeParse(row.labels.priority).data ?? null,
      deviceId: row.device_id,
      startedAt: row.started_at,
      firedAt: row.fired_at,
      seenAt: row.seen_at,
      acknowledged: at === null || by === null ? null : { at, by },
      inhibitedById: row.inhibited_by_id,
      silencedUntil: row.silenced_until,
      resolvedAt: row.resolved_at,
      resolvedAs: row.resolved_as,
    };
  });

const Rows = z.tuple([z.object({ rows: z.array(Row).nullable() })]);

type Queries = { $queryRaw: (query: Prisma.Sql) => PromiseLike<unknown> };

const ms = (column: string) => Prisma.raw(`(extract(epoch FROM a.${column}) * 1000)::float8`);

/**
 * Alerts of which `which` holds, a condition on `alerts a` (and `alert_rules r`), in that order; those
 * of kinds that are gone are left out. All
 * rows come as one: ten thousand alerts are read every half minute where a lab is far behind.
 */
export async function readAlerts(
  db: Queries,
  labId: string,
  which: Prisma.Sql,
  order: Prisma.Sql = Prisma.sql`ORDER BY id`,
): Promise<EngineAlert[]> {
  const [{ rows }] = Rows.parse(
    await db.$queryRaw(Prisma.sql`
      SELECT json_agg(found) AS rows FROM (
        SELECT a.id, a.rule_id, r.kind, a.fingerprint, a.status, a.severity, a.subject_kind,
          a.subject_id, a.labels, a.summary, a.value, a.threshold, a.unit, a.device_id,
          ${ms('due_at')} AS due_at, ${ms('started_at')} AS started_at,
          ${ms('fired_at')} AS fired_at, ${ms('seen_at')} AS seen_at,
          ${ms('acknowledged_at')} AS acknowledged_at, a.acknowledged_by, a.inhibited_by_id,
          ${ms('silenced_until')} AS silenced_until, ${ms('resolved_at')} AS resolved_at,
          a.resolved_as
        FROM alerts a JOIN alert_rules r ON r.lab_id = a.lab_id AND r.id = a.rule_id
        WHERE a.lab_id = ${labId}::uuid AND r.kind = ANY(${[...KIND_NAMES]}::text[]) AND ${which}
        ${order}
      ) AS found`),
  );
  return rows ?? [];
}
