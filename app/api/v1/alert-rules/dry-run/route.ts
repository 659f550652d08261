import { dryRunRule } from '@/lib/alerts/engine/dry-run';
import { dryRunRuleEndpoint } from '@/lib/alerts/history/endpoints';
import { serve } from '@/lib/entry/serve';

export const POST = serve(dryRunRuleEndpoint, (ctx, { body }) =>
  dryRunRule(ctx, body.rule, body.replaces),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
