import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { readAlerts } from '../engine/alert-row';
import { alertAnswers } from './alert-answer';
import { alertConditions } from './alert-conditions';
import type { Alert, AlertsQuery } from './contract';
import { findRule } from './find-rule';
import { STANDINGS, standingOf } from './standing';
import { SEVERITIES } from '../finding';

// Enums of PostgreSQL are ordered as they were declared: critical first.
const Cursor = z.tuple([
  z.enum(STANDINGS).nullable(),
  z.enum(SEVERITIES).nullable(),
  z.number(),
  z.uuid(),
]);

/** The place of an open alert's standing among STANDINGS. */
const STANDING = Prisma.sql`(CASE
  WHEN a.silenced_until IS NOT NULL OR a.inhibited_by_id IS NOT NULL THEN 3
  WHEN a.status = 'firing' THEN 0 WHEN a.status = 'acknowledged' THEN 1 ELSE 2 END)`;

const STARTED = Prisma.sql`(extract(epoch FROM a.started_at) * 1000)::float8`;
/** Past ones are listed by time alone, present ones by how they stand and how bad they are first. */
const isPast = (status: AlertsQuery['status']) => status === 'resolved' || status === 'all';

function beyond({ cursor, status }: AlertsQuery): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [standing, severity, started, id] = decodeCursor(cursor, Cursor);
  const later = Prisma.sql`(${STARTED}, a.id) < (${started}::float8, ${id}::uuid)`;
  if (isPast(status) || severity === null || standing === null) return later;
  const place = Prisma.sql`(${STANDING}, a.severity)`;
  const same = Prisma.sql`(${STANDINGS.indexOf(standing)}::int, ${severity}::alert_severity)`;
  return Prisma.sql`(${place} > ${same} OR (${place} = ${same} AND ${later}))`;
}

/**
 * Alerts of the lab: present ones by how they stand (firing, acknowledged, pending, held back), in
 * it the worst severity first, then the latest; past ones (`status` resolved or all) the latest first.
 */
export async function listAlerts(
  ctx: Ctx,
  query: AlertsQuery,
): Promise<{ data: Alert[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const rule = query.rule ? await findRule(ctx.db, 'rule', query.rule) : null;
  const order = isPast(query.status)
    ? Prisma.sql`a.started_at DESC, a.id DESC`
    : Prisma.sql`${STANDING}, a.severity, a.started_at DESC, a.id DESC`;
  const rows = await readAlerts(
    ctx.db,
    ctx.lab.id,
    Prisma.sql`${alertConditions(ctx.lab.id, query, rule?.id ?? null)} AND ${beyond(query)}`,
    Prisma.sql`ORDER BY ${order} LIMIT ${query.limit + 1}`,
  );
  const page = rows.slice(0, query.limit);
  const data = await alertAnswers(ctx.db, ctx.lab.id, page);
  const last = rows.length > query.limit ? data.at(-1) : undefined;
  if (!last) return { data, next_cursor: null };
  const place = isPast(query.status) ? [null, null] : [standingOf(last), last.severity];
  return { data, next_cursor: encodeCursor([...place, Date.parse(last.started_at), last.id]) };
}
