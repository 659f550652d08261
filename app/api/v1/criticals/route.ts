import { serve } from '@/lib/entry/serve';
import { listCriticalsEndpoint } from '@/lib/results/endpoints';
import { listCriticals } from '@/lib/results/list-criticals';

export const GET = serve(listCriticalsEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listCriticals(ctx, query);
  return { data, next_cursor: nextCursor };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
