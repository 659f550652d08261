import { serve } from '@/lib/entry/serve';
import { reconcileConflict } from '@/lib/containers/conflicts/end-conflict';
import { reconcileEndpoint } from '@/lib/containers/endpoints';

export const POST = serve(reconcileEndpoint, (ctx, { params, body }) =>
  reconcileConflict(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
