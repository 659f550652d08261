import { serve } from '@/lib/entry/serve';
import { ruleTemplatesEndpoint } from '@/lib/quality/endpoints';
import { ruleTemplates } from '@/lib/quality/rule-templates';

export const GET = serve(ruleTemplatesEndpoint, async (ctx) => ruleTemplates(ctx));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
