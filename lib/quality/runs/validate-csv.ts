import type { Ctx } from '@/lib/platform/context';
import { awaitRun } from './await-run';
import { readRun } from './read-run';
import { receiveCsv } from './receive-csv';

/** How long whoever uploads a file is kept waiting for its report. */
const PATIENCE_MS = 25_000;

/** Whoever would rather not wait says so (RFC 7240). */
function wantsNoWait({ headers }: Request): boolean {
  const wishes = headers.get('prefer')?.split(',') ?? [];
  return wishes.some((wish) => wish.trim().toLowerCase() === 'respond-async');
}

/**
 * Takes a file and answers with its report; where that takes longer, 202 with the run's id, and its
 * address in Location.
 */
export async function validateCsv(
  ctx: Ctx,
  request: Request,
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const { id, replayed } = await receiveCsv(ctx, request);
  const headers: Record<string, string> = replayed ? { 'idempotency-replayed': 'true' } : {};
  await awaitRun(ctx, id, request.signal, wantsNoWait(request) ? 0 : patienceMs);
  const report = await readRun(ctx, id);
  if (report.finished_at !== null) return Response.json(report, { headers });
  headers.location = `/api/v1/dq/runs/${id}`;
  return Response.json({ id, status: report.status }, { status: 202, headers });
}
