import { serve } from '@/lib/entry/serve';
import { bulkTransitionEndpoint } from '@/lib/specimens/endpoints';
import { transitionMany } from '@/lib/specimens/transitions/transition-many';

export const POST = serve(bulkTransitionEndpoint, (ctx, { body }) => transitionMany(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
