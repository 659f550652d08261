import { serve } from '@/lib/entry/serve';
import { listViolationsEndpoint } from '@/lib/quality/endpoints';
import { listViolations } from '@/lib/quality/runs/list-violations';

export const GET = serve(listViolationsEndpoint, (ctx, { params, query }) =>
  listViolations(ctx, params.id, query),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
