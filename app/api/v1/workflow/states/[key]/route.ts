import { serve } from '@/lib/entry/serve';
import { changeState } from '@/lib/labs/workflow/change-state';
import { changeStateEndpoint } from '@/lib/labs/workflow/endpoints';

export const PATCH = serve(changeStateEndpoint, (ctx, { params, body }) =>
  changeState(ctx, params.key, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
