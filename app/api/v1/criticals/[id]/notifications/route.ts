import { serve } from '@/lib/entry/serve';
import { callCritical } from '@/lib/results/call-critical';
import { callCriticalEndpoint } from '@/lib/results/endpoints';

export const POST = serve(callCriticalEndpoint, (ctx, { params, body }) =>
  callCritical(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
