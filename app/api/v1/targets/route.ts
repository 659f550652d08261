import { serve } from '@/lib/entry/serve';
import { createTarget } from '@/lib/labs/targets/create-target';
import { createTargetEndpoint, listTargetsEndpoint } from '@/lib/labs/targets/endpoints';
import { listTargets } from '@/lib/labs/targets/list-targets';

export const GET = serve(listTargetsEndpoint, (ctx, { query }) => listTargets(ctx, query));
export const POST = serve(createTargetEndpoint, (ctx, { body }) => createTarget(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
