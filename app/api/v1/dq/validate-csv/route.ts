import { serve } from '@/lib/entry/serve';
import { validateCsvEndpoint } from '@/lib/quality/endpoints';
import { awaitRun } from '@/lib/quality/runs/await-run';
import { readRun } from '@/lib/quality/runs/read-run';
import { receiveCsv } from '@/lib/quality/runs/receive-csv';

export const POST = serve(validateCsvEndpoint, async (ctx, { request }) => {
  const { id, replayed } = await receiveCsv(ctx, request);
  const headers: Record<string, string> = replayed ? { 'idempotency-replayed': 'true' } : {};
  await awaitRun(ctx, id, request.signal);
  const report = await readRun(ctx, id);
  if (report.finished_at !== null) return Response.json(report, { headers });
  headers.location = `/api/v1/dq/runs/${id}`;
  return Response.json({ id, status: report.status }, { status: 202, headers });
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
