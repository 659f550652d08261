import { serve } from '@/lib/entry/serve';
import { changeAssay } from '@/lib/labs/assays/change-assay';
import { assays } from '@/lib/labs/endpoints';

export const PATCH = serve(assays.change, (ctx, { params, body }) =>
  changeAssay(ctx, params.code, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
