import { serve } from '@/lib/entry/serve';
import { listPositionsEndpoint } from '@/lib/containers/endpoints';
import { listPositions } from '@/lib/containers/places/list-positions';

export const GET = serve(listPositionsEndpoint, (ctx, { params }) =>
  listPositions(ctx, params.name),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
