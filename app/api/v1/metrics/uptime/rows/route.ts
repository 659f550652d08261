import { serve } from '@/lib/entry/serve';
import { uptimeRowsEndpoint } from '@/lib/metrics/endpoints';
import { uptimeRows } from '@/lib/metrics/uptime/uptime-rows';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(uptimeRowsEndpoint, (ctx, { query }) => uptimeRows(ctx, query));
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
