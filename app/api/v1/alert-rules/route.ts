import { createRule } from '@/lib/alerts/rules/create-rule';
import { createRuleEndpoint, listRulesEndpoint } from '@/lib/alerts/rules/endpoints';
import { listRules } from '@/lib/alerts/rules/list-rules';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listRulesEndpoint, (ctx, { query }) => listRules(ctx, query));
export const POST = serve(createRuleEndpoint, (ctx, { body }) => createRule(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
