import { serve } from '@/lib/entry/serve';
import { correct } from '@/lib/containers/moves/correct-place';
import { correctEndpoint } from '@/lib/containers/endpoints';

export const POST = serve(correctEndpoint, (ctx, { params, body }) =>
  correct(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
