import { serve } from '@/lib/entry/serve';
import { overviewEndpoint } from '@/lib/metrics/endpoints';
import { overview } from '@/lib/metrics/overview/overview';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(overviewEndpoint, (ctx, { query }) => overview(ctx, query));
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
