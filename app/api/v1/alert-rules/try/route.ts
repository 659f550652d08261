import { tryRuleEndpoint } from '@/lib/alerts/history/endpoints';
import { tryRule } from '@/lib/alerts/history/try-rule';
import { serve } from '@/lib/entry/serve';

export const POST = serve(tryRuleEndpoint, (ctx, { body }) => tryRule(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
