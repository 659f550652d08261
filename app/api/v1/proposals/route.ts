import { serve } from '@/lib/entry/serve';
import { listProposalsEndpoint } from '@/lib/instruments/proposals/endpoints';
import { listProposals } from '@/lib/instruments/proposals/list-proposals';

export const GET = serve(listProposalsEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listProposals(ctx, query);
  return { data, next_cursor: nextCursor };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
