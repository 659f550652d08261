import { serve } from '@/lib/entry/serve';
import { autoverificationRows } from '@/lib/metrics/autoverification/autoverification-rows';
import { autoverificationRowsEndpoint } from '@/lib/metrics/endpoints';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(autoverificationRowsEndpoint, (ctx, { query }) =>
  autoverificationRows(ctx, query),
);
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
