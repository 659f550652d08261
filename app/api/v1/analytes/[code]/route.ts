import { serve } from '@/lib/entry/serve';
import { changeAnalyte } from '@/lib/labs/analytes/change-analyte';
import { analytes } from '@/lib/labs/endpoints';

export const PATCH = serve(analytes.change, (ctx, { params, body }) =>
  changeAnalyte(ctx, params.code, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
