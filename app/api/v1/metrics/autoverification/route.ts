import { serve } from '@/lib/entry/serve';
import { autoverification } from '@/lib/metrics/autoverification/autoverification';
import { autoverificationEndpoint } from '@/lib/metrics/endpoints';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(autoverificationEndpoint, (ctx, { query }) =>
  autoverification(ctx, query),
);
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
