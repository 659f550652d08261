import { serve } from '@/lib/entry/serve';
import { endStep } from '@/lib/processes/steps/end-step';
import { endStepEndpoint, readStepEndpoint } from '@/lib/processes/endpoints';
import { readStep } from '@/lib/processes/steps/list-steps';

export const GET = serve(readStepEndpoint, (ctx, { params }) => readStep(ctx, params.id));

export const PATCH = serve(endStepEndpoint, (ctx, { params, body }) =>
  endStep(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
