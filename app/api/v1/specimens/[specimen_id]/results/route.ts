import { serve } from '@/lib/entry/serve';
import { enterResultsEndpoint } from '@/lib/results/endpoints';
import { enterResults } from '@/lib/results/enter-results';

export const POST = serve(enterResultsEndpoint, (ctx, { params, body }) =>
  enterResults(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
