import { serve } from '@/lib/entry/serve';
import { baseline } from '@/lib/planning/fit/baseline';
import { baselineEndpoint } from '@/lib/planning/endpoints';

export const POST = serve(baselineEndpoint, (ctx, { body }) => baseline(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
