import { serve } from '@/lib/entry/serve';
import { changePositionEndpoint, readPositionEndpoint } from '@/lib/containers/endpoints';
import { changePosition, readPosition } from '@/lib/containers/places/list-positions';

export const GET = serve(readPositionEndpoint, (ctx, { params }) =>
  readPosition(ctx, params.name, params.slot),
);

export const PATCH = serve(changePositionEndpoint, (ctx, { params, body }) =>
  changePosition(ctx, params.name, params.slot, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
