import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { readAuditRows } from './audit-rows';
import type { AuditEventAnswer, AuditListQuery } from './contract';

const Cursor = z.tuple([timeField, z.uuid()]);

/** A page of the lab's audit events, the newest first; with the cursor of the next, or null. */
export async function listAuditEvents(
  ctx: Ctx,
  { limit, cursor, ...filter }: AuditListQuery,
): Promise<{ data: AuditEventAnswer[]; nextCursor: string | null }> {
  authorize(ctx, 'audit.read');
  const place = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const after = place && { at: place[0], id: place[1] };
  const rows = await readAuditRows(ctx, filter, after, limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return { data, nextCursor: last ? encodeCursor([last.at, last.id]) : null };
}
