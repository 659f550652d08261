import { serve } from '@/lib/entry/serve';
import { changeLocation } from '@/lib/labs/locations/change-location';
import { locations } from '@/lib/labs/endpoints';

export const PATCH = serve(locations.change, (ctx, { params, body }) =>
  changeLocation(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
