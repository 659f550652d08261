import { serve } from '@/lib/entry/serve';
import { addTestsEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { addTests } from '@/lib/specimens/changes/add-tests';

export const POST = serve(addTestsEndpoint, (ctx, { params, body }) =>
  addTests(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
