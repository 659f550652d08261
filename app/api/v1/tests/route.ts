import { serve } from '@/lib/entry/serve';
import { listTestsEndpoint } from '@/lib/specimens/endpoints';
import { listTests } from '@/lib/specimens/lists/list-tests';

export const GET = serve(listTestsEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listTests(ctx, query);
  return { data, next_cursor: nextCursor };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
