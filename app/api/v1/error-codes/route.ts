import { serve } from '@/lib/entry/serve';
import { createErrorCode } from '@/lib/labs/error-codes/create-error-code';
import { errorCodes } from '@/lib/labs/endpoints';
import { listErrorCodes } from '@/lib/labs/error-codes/list-error-codes';

export const GET = serve(errorCodes.list, (ctx, { query }) => listErrorCodes(ctx, query));
export const POST = serve(errorCodes.create, (ctx, { body }) => createErrorCode(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
