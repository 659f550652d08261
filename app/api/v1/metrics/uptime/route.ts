import { serve } from '@/lib/entry/serve';
import { uptimeEndpoint } from '@/lib/metrics/endpoints';
import { uptime } from '@/lib/metrics/uptime/uptime';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(uptimeEndpoint, (ctx, { query }) => uptime(ctx, query));
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
