import { serve } from '@/lib/entry/serve';
import { changeTransitions } from '@/lib/labs/workflow/change-transition';
import { changeTransitionEndpoint } from '@/lib/labs/workflow/endpoints';

export const PATCH = serve(changeTransitionEndpoint, (ctx, { params, body }) =>
  changeTransitions(ctx, params.action, [body]),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
