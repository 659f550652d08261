import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { readAlerts } from '../engine/alert-row';
import { alertAnswers } from './alert-answer';
import { alertConditions } from './alert-conditions';
import type { Alert, AlertsQuery } from './contract';
import { findRule } from './find-rule';
import { SEVERITIES } from '../finding';

// Enums of PostgreSQL are ordered as they were declared: critical first.
const Cursor = z.tuple([z.enum(SEVERITIES).nullable(), z.number(), z.uuid()]);

const STARTED = Prisma.sql`(extract(epoch FROM a.started_at) * 1000)::float8`;
/** Past ones are listed by time alone, present ones by how bad they are first. */
const isPast = (status: AlertsQuery['status']) => status === 'resolved' || status === 'all';

function beyond({ cursor, status }: AlertsQuery): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [severity, started, id] = decodeCursor(cursor, Cursor);
  const later = Prisma.sql`(${STARTED}, a.id) < (${started}::float8, ${id}::uuid)`;
  if (isPast(status) || severity === null) return later;
  const same = Prisma.sql`${severity}::alert_severity`;
  return Prisma.sql`(a.severity > ${same} OR (a.severity = ${same} AND ${later}))`;
}

/**
 * Alerts of the lab: present ones the worst severity first and in it the latest first, past ones
 * (`status` resolved or all) the latest first.
 */
export async function listAlerts(
  ctx: Ctx,
  query: AlertsQuery,
): Promise<{ data: Alert[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const rule = query.rule ? await findRule(ctx.db, 'rule', query.rule) : null;
  const order = isPast(query.status)
    ? Prisma.sql`a.started_at DESC, a.id DESC`
    : Prisma.sql`a.severity, a.started_at DESC, a.id DESC`;
  const rows = await readAlerts(
    ctx.db,
    ctx.lab.id,
    Prisma.sql`${alertConditions(ctx.lab.id, query, rule?.id ?? null)} AND ${beyond(query)}`,
    Prisma.sql`ORDER BY ${order} LIMIT ${query.limit + 1}`,
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: await alertAnswers(ctx.db, ctx.lab.id, page),
    next_cursor: last
      ? encodeCursor([
          isPast(query.status) ? null : last.severity,
          last.startedAt.getTime(),
          last.id,
        ])
      : null,
  };
}
