import { serve } from '@/lib/entry/serve';
import { transitionEndpoint } from '@/lib/specimens/endpoints';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';

export const POST = serve(transitionEndpoint, (ctx, { params, body }) =>
  transitionTests(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
