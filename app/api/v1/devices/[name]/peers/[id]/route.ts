import { serve } from '@/lib/entry/serve';
import { removePeerEndpoint } from '@/lib/instruments/mllp/endpoints';
import { removePeer } from '@/lib/instruments/mllp/remove-peer';

export const DELETE = serve(removePeerEndpoint, (ctx, { params }) =>
  removePeer(ctx, params.name, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
