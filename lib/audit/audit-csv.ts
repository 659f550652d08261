import { csvLine } from '@/lib/platform/csv/csv-cell';
import { authorize, type Ctx } from '@/lib/platform/context';
import { streamCsv } from '@/lib/platform/http/stream-csv';
import { type AuditPlace, readAuditRows } from './audit-rows';
import type { AuditEventAnswer, AuditFilter } from './contract';

const PAGE = 1_000;

const HEAD = [
  'at',
  'actor',
  'actor_kind',
  'actor_id',
  'action',
  'entity',
  'entity_id',
  'specimen_id',
  'reason',
  'before',
  'after',
  'request_id',
  'event_id',
  'position',
  'hash',
  'sealed_at',
];

function json(value: unknown): string {
  return value === null ? '' : JSON.stringify(value);
}

function lineOf(event: AuditEventAnswer): string {
  const { actor, seal } = event;
  return csvLine([
    event.at,
    actor.name,
    actor.kind,
    actor.id ?? '',
    event.action,
    event.entity,
    event.entity_id ?? '',
    event.specimen_id ?? '',
    event.reason ?? '',
    json(event.before),
    json(event.after),
    event.request_id,
    event.id,
    seal?.position ?? '',
    seal?.hash ?? '',
    seal?.sealed_at ?? '',
  ]);
}

async function* lines(ctx: Ctx, filter: AuditFilter): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEAD)}`;
  let after: AuditPlace | null = null;
  for (;;) {
    const rows: AuditEventAnswer[] = await readAuditRows(ctx, filter, after, PAGE);
    if (rows.length > 0) yield rows.map(lineOf).join('');
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { at: new Date(last.at), id: last.id };
  }
}

/** The events that meet the filter as CSV, streamed, the newest first; times in UTC. */
export function auditCsv(ctx: Ctx, filter: AuditFilter): Response {
  authorize(ctx, 'audit.read');
  const day = ctx.now.toISOString().slice(0, 10);
  return streamCsv(`audit-${ctx.lab.slug}-${day}`, lines(ctx, filter));
}
