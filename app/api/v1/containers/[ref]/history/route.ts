import { serve } from '@/lib/entry/serve';
import { containerHistory } from '@/lib/containers/moves/container-history';
import { containerHistoryEndpoint } from '@/lib/containers/endpoints';

export const GET = serve(containerHistoryEndpoint, (ctx, { params, query }) =>
  containerHistory(ctx, params.ref, query),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
