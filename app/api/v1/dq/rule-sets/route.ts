import { serve } from '@/lib/entry/serve';
import { createRuleSetEndpoint, listRuleSetsEndpoint } from '@/lib/quality/endpoints';
import { createRuleSet } from '@/lib/quality/rule-sets/create-rule-set';
import { listRuleSets } from '@/lib/quality/rule-sets/list-rule-sets';

export const GET = serve(listRuleSetsEndpoint, (ctx, { query }) => listRuleSets(ctx, query));
export const POST = serve(createRuleSetEndpoint, (ctx, { body }) => createRuleSet(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
