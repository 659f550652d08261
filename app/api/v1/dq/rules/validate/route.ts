import { serve } from '@/lib/entry/serve';
import { checkRules } from '@/lib/quality/check-rules';
import { checkRulesEndpoint } from '@/lib/quality/endpoints';

export const POST = serve(checkRulesEndpoint, async (ctx, { body }) => checkRules(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
