import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { QualityReport } from '../contract';
import { awaitRun } from './await-run';
import { isOurFault } from './our-fault';
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
 * Why there is no report: nobody may take the empty lists of a run that failed for a file without
 * fault. The run stays to be read.
 */
function refusalOf({ id, status, message }: QualityReport): AppError | null {
  if (status === 'finished') return null;
  const extra = { run: id };
  if (status === 'cancelled') return new AppError('conflict', 'The run was cancelled.', { extra });
  const why = message ?? 'The file could not be judged.';
  if (isOurFault(why)) return new AppError('internal', why, { extra });
  const fields = [{ field: 'file', message: why }];
  return new AppError('invalid', `file: ${why}`, { fields, extra });
}

/**
 * Takes a file and answers with its report; where that takes longer, 202 with the run's id, and its
 * address in Location. A file that cannot be read is refused.
 */
export async function validateCsv(
  ctx: Ctx,
  request: Request,
  patienceMs = PATIENCE_MS,
): Promise<Response> {
  const { id, replayed } = await receiveCsv(ctx, request);
  const headers: Record<string, string> = replayed ? { 'idempotency-replayed': 'true' } : {};
  const waits = !wantsNoWait(request);
  if (waits) await awaitRun(ctx, id, request.signal, patienceMs);
  const report = await readRun(ctx, id);
  if (waits && report.finished_at !== null) {
    const refusal = refusalOf(report);
    if (refusal) throw refusal;
    return Response.json(report, { headers });
  }
  headers.location = `/api/v1/dq/runs/${id}`;
  return Response.json({ id, status: report.status }, { status: 202, headers });
}
