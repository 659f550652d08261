import { serve } from '@/lib/entry/serve';
import { changeRejectionReason } from '@/lib/labs/rejection-reasons/change-rejection-reason';
import { rejectionReasons } from '@/lib/labs/endpoints';

export const PATCH = serve(rejectionReasons.change, (ctx, { params, body }) =>
  changeRejectionReason(ctx, params.code, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
