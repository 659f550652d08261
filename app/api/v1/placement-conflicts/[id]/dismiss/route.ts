import { serve } from '@/lib/entry/serve';
import { dismissConflict } from '@/lib/containers/conflicts/end-conflict';
import { dismissEndpoint } from '@/lib/containers/endpoints';

export const POST = serve(dismissEndpoint, (ctx, { params, body }) =>
  dismissConflict(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
