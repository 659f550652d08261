import { serve } from '@/lib/entry/serve';
import {
  changeRuleSetEndpoint,
  readRuleSetEndpoint,
  removeRuleSetEndpoint,
} from '@/lib/quality/endpoints';
import { changeRuleSet } from '@/lib/quality/rule-sets/change-rule-set';
import { readRuleSet } from '@/lib/quality/rule-sets/read-rule-set';
import { removeRuleSet } from '@/lib/quality/rule-sets/remove-rule-set';

export const GET = serve(readRuleSetEndpoint, (ctx, { params }) => readRuleSet(ctx, params.id));
export const PATCH = serve(changeRuleSetEndpoint, (ctx, { params, body }) =>
  changeRuleSet(ctx, params.id, body),
);
export const DELETE = serve(removeRuleSetEndpoint, (ctx, { params, query }) =>
  removeRuleSet(ctx, params.id, query.version),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export { methodNotAllowed as POST, methodNotAllowed as PUT } from '@/lib/entry/refusals';
