import { serve } from '@/lib/entry/serve';
import { changeErrorCode } from '@/lib/labs/error-codes/change-error-code';
import { errorCodes } from '@/lib/labs/endpoints';

export const PATCH = serve(errorCodes.change, (ctx, { params, body }) =>
  changeErrorCode(ctx, params.code, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
