import { serve } from '@/lib/entry/serve';
import { moveByPlaceEndpoint } from '@/lib/containers/endpoints';
import { moveByPlace } from '@/lib/containers/move-container';

export const POST = serve(moveByPlaceEndpoint, (ctx, { body }) => moveByPlace(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
