import { serve } from '@/lib/entry/serve';
import { startBackTest } from '@/lib/planning/back-test/start-back-test';
import { startBackTestEndpoint } from '@/lib/planning/endpoints';

export const POST = serve(startBackTestEndpoint, (ctx, { body }) => startBackTest(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as DELETE,
  methodNotAllowed as GET,
  methodNotAllowed as PATCH,
  methodNotAllowed as PUT,
} from '@/lib/entry/refusals';
