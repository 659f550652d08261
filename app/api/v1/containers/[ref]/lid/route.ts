import { serve } from '@/lib/entry/serve';
import { lidEndpoint } from '@/lib/containers/endpoints';
import { lidContainer } from '@/lib/containers/moves/move-lid';

export const POST = serve(lidEndpoint, (ctx, { params, body }) =>
  lidContainer(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
