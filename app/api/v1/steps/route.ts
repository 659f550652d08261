import { serve } from '@/lib/entry/serve';
import { listStepsEndpoint, recordStepsEndpoint } from '@/lib/processes/endpoints';
import { listSteps } from '@/lib/processes/steps/list-steps';
import { recordSteps } from '@/lib/processes/steps/record-steps';

export const GET = serve(listStepsEndpoint, (ctx, { query }) => listSteps(ctx, query));

export const POST = serve(recordStepsEndpoint, async (ctx, { body }) => {
  const data = await recordSteps(ctx, body);
  const [only] = data;
  return only && !body.many ? only : { data };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
