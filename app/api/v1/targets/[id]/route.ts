import { serve } from '@/lib/entry/serve';
import { changeTarget } from '@/lib/labs/targets/change-target';
import { changeTargetEndpoint, withdrawTargetEndpoint } from '@/lib/labs/targets/endpoints';
import { withdrawTarget } from '@/lib/labs/targets/withdraw-target';

export const PATCH = serve(changeTargetEndpoint, (ctx, { params, body }) =>
  changeTarget(ctx, params.id, body),
);
export const DELETE = serve(withdrawTargetEndpoint, (ctx, { params }) =>
  withdrawTarget(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
