import { serve } from '@/lib/entry/serve';
import { workflowEndpoint } from '@/lib/specimens/endpoints';
import { readWorkflow } from '@/lib/specimens/read-workflow';

export const GET = serve(workflowEndpoint, (ctx) => readWorkflow(ctx));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
