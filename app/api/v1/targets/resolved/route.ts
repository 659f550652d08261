import { serve } from '@/lib/entry/serve';
import { targetMatrixEndpoint } from '@/lib/labs/targets/endpoints';
import { readMatrix } from '@/lib/labs/targets/read-matrix';

export const GET = serve(targetMatrixEndpoint, (ctx, { query }) => readMatrix(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
