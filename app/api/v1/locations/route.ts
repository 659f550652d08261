import { serve } from '@/lib/entry/serve';
import { createLocation } from '@/lib/labs/locations/create-location';
import { locations } from '@/lib/labs/endpoints';
import { listLocations } from '@/lib/labs/locations/list-locations';

export const GET = serve(locations.list, (ctx, { query }) => listLocations(ctx, query));
export const POST = serve(locations.create, (ctx, { body }) => createLocation(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
