import { listAuditEventsEndpoint } from '@/lib/audit/endpoints';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listAuditEventsEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listAuditEvents(ctx, query);
  return { data, next_cursor: nextCursor };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
