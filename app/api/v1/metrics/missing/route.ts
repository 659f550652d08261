import { serve } from '@/lib/entry/serve';
import { missingEndpoint } from '@/lib/worklist/endpoints';
import { readMissing } from '@/lib/worklist/read-missing';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(missingEndpoint, async (ctx, { query }) => {
  const { previous_cursor: _, ...answer } = await readMissing(ctx, query);
  return answer;
});
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
