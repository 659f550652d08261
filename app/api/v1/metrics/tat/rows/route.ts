import { serve } from '@/lib/entry/serve';
import { tatRowsEndpoint } from '@/lib/metrics/endpoints';
import { turnaroundRows } from '@/lib/metrics/turnaround/tat-rows';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(tatRowsEndpoint, (ctx, { query }) => turnaroundRows(ctx, query));
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
