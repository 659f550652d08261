import { serve } from '@/lib/entry/serve';
import { unlidEndpoint } from '@/lib/containers/endpoints';
import { unlidContainer } from '@/lib/containers/moves/move-lid';

export const POST = serve(unlidEndpoint, (ctx, { params, body }) =>
  unlidContainer(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
