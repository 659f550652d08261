import { serve } from '@/lib/entry/serve';
import { createAssay } from '@/lib/labs/assays/create-assay';
import { assays } from '@/lib/labs/endpoints';
import { listAssays } from '@/lib/labs/assays/list-assays';

export const GET = serve(assays.list, (ctx, { query }) => listAssays(ctx, query));
export const POST = serve(assays.create, (ctx, { body }) => createAssay(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
