import { serve } from '@/lib/entry/serve';
import { estimateDurationsEndpoint } from '@/lib/processes/durations/endpoints';
import { estimateDurations } from '@/lib/processes/durations/estimate-durations';

export const POST = serve(estimateDurationsEndpoint, (ctx, { body }) =>
  estimateDurations(ctx, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
