import { serve } from '@/lib/entry/serve';
import { worklistEndpoint } from '@/lib/worklist/endpoints';
import { readWorklist } from '@/lib/worklist/read-worklist';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(worklistEndpoint, async (ctx, { query }) => {
  const { previous_cursor: _, ...answer } = await readWorklist(ctx, query);
  return answer;
});
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
