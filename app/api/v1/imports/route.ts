import { serve } from '@/lib/entry/serve';
import { listImportsEndpoint, startImportEndpoint } from '@/lib/imports/endpoints';
import { listImports } from '@/lib/imports/list-imports';
import { receiveImport } from '@/lib/imports/receive-import';

export const GET = serve(listImportsEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listImports(ctx, query);
  return { data, next_cursor: nextCursor };
});

export const POST = serve(startImportEndpoint, async (ctx, { request }) => {
  const { id, replayed } = await receiveImport(ctx, request);
  const headers: HeadersInit = replayed ? { 'idempotency-replayed': 'true' } : {};
  return Response.json({ id }, { status: 202, headers });
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
