import { serve } from '@/lib/entry/serve';
import { closeCritical } from '@/lib/results/close-critical';
import { closeCriticalEndpoint } from '@/lib/results/endpoints';

export const POST = serve(closeCriticalEndpoint, (ctx, { params, body }) =>
  closeCritical(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
