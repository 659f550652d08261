import { listDowntimesEndpoint, planDowntimeEndpoint } from '@/lib/devices/downtimes/endpoints';
import { listDowntimes } from '@/lib/devices/downtimes/list-downtimes';
import { planDowntime } from '@/lib/devices/downtimes/plan-downtime';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listDowntimesEndpoint, (ctx, { params, query }) =>
  listDowntimes(ctx, params.name, query),
);
export const POST = serve(planDowntimeEndpoint, (ctx, { params, body }) =>
  planDowntime(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
