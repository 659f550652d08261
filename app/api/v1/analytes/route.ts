import { serve } from '@/lib/entry/serve';
import { createAnalyte } from '@/lib/labs/analytes/create-analyte';
import { analytes } from '@/lib/labs/endpoints';
import { listAnalytes } from '@/lib/labs/analytes/list-analytes';

export const GET = serve(analytes.list, (ctx, { query }) => listAnalytes(ctx, query));
export const POST = serve(analytes.create, (ctx, { body }) => createAnalyte(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
