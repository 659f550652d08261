import { cancelDowntime } from '@/lib/devices/downtimes/cancel-downtime';
import { cancelDowntimeEndpoint } from '@/lib/devices/downtimes/endpoints';
import { serve } from '@/lib/entry/serve';

export const POST = serve(cancelDowntimeEndpoint, (ctx, { params, body }) =>
  cancelDowntime(ctx, params.name, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
