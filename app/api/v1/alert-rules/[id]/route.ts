import { changeRule } from '@/lib/alerts/rules/change-rule';
import {
  changeRuleEndpoint,
  readRuleEndpoint,
  removeRuleEndpoint,
} from '@/lib/alerts/rules/endpoints';
import { readRule } from '@/lib/alerts/rules/read-rule';
import { removeRule } from '@/lib/alerts/rules/remove-rule';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readRuleEndpoint, (ctx, { params }) => readRule(ctx, params.id));
export const PATCH = serve(changeRuleEndpoint, (ctx, { params, body }) =>
  changeRule(ctx, params.id, body),
);
export const DELETE = serve(removeRuleEndpoint, (ctx, { params, query }) =>
  removeRule(ctx, params.id, query.version),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export { methodNotAllowed as POST, methodNotAllowed as PUT } from '@/lib/entry/refusals';
