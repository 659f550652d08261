import { Prisma } from '@/lib/platform/db/generated/client';
import { LABELS } from '../finding';
import type { AlertsQuery } from './contract';

const FIRED = Prisma.sql`a.fired_at IS NOT NULL`;

function ofStatus(status: AlertsQuery['status']): Prisma.Sql {
  switch (status) {
    case 'open':
      return Prisma.sql`a.resolved_at IS NULL`;
    case 'all':
      return Prisma.sql`true`;
    case 'resolved':
      return Prisma.sql`a.resolved_at IS NOT NULL AND ${FIRED}`;
    default:
      return Prisma.sql`a.status = ${status}::alert_status AND a.resolved_at IS NULL`;
  }
}

/** What a list of alerts is narrowed by, on `alerts a` and `alert_rules r`; the rule by its id. */
export function alertConditions(
  labId: string,
  query: AlertsQuery,
  ruleId: string | null,
): Prisma.Sql {
  const all = [ofStatus(query.status)];
  if (query.severity) all.push(Prisma.sql`a.severity = ${query.severity}::alert_severity`);
  if (query.kind) all.push(Prisma.sql`r.kind = ${query.kind}`);
  if (ruleId !== null) all.push(Prisma.sql`a.rule_id = ${ruleId}::uuid`);
  for (const label of LABELS) {
    const value = query[label];
    if (value) all.push(Prisma.sql`lower(a.labels ->> ${label}::text) = lower(${value})`);
  }
  if (query.held === 'none') {
    all.push(Prisma.sql`a.silenced_until IS NULL AND a.inhibited_by_id IS NULL`);
  }
  if (query.held === 'any') {
    all.push(Prisma.sql`(a.silenced_until IS NOT NULL OR a.inhibited_by_id IS NOT NULL)`);
  }
  if (query.held === 'silenced') all.push(Prisma.sql`a.silenced_until IS NOT NULL`);
  if (query.held === 'inhibited') all.push(Prisma.sql`a.inhibited_by_id IS NOT NULL`);
  if (query.inhibited_by) all.push(Prisma.sql`a.inhibited_by_id = ${query.inhibited_by}::uuid`);
  if (query.notification) {
    all.push(Prisma.sql`a.id IN (
      SELECT unnest(n.alert_ids) FROM notifications n
      WHERE n.lab_id = ${labId}::uuid AND n.id = ${query.notification}::uuid)`);
  }
  if (query.from) all.push(Prisma.sql`a.started_at >= ${query.from}::timestamptz`);
  if (query.to) all.push(Prisma.sql`a.started_at < ${query.to}::timestamptz`);
  return Prisma.join(all, ' AND ');
}
