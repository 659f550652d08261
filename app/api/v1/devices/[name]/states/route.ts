import { listStatesEndpoint, recordStateEndpoint } from '@/lib/devices/endpoints';
import { listStateChanges } from '@/lib/devices/states/list-state-changes';
import { recordState } from '@/lib/devices/states/record-state';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listStatesEndpoint, (ctx, { params, query }) =>
  listStateChanges(ctx, params.name, query),
);
export const POST = serve(recordStateEndpoint, (ctx, { params, body }) =>
  recordState(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
