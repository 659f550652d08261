import { serve } from '@/lib/entry/serve';
import { readRuleSetVersionEndpoint } from '@/lib/quality/endpoints';
import { readRuleSetVersion } from '@/lib/quality/rule-sets/read-version';

export const GET = serve(readRuleSetVersionEndpoint, (ctx, { params }) =>
  readRuleSetVersion(ctx, params.id, params.version),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
