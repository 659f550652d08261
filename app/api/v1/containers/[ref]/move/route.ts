import { serve } from '@/lib/entry/serve';
import { moveContainerEndpoint } from '@/lib/containers/endpoints';
import { moveContainer } from '@/lib/containers/move-container';

export const POST = serve(moveContainerEndpoint, (ctx, { params, body }) =>
  moveContainer(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
