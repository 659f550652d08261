import { serve } from '@/lib/entry/serve';
import { moveWithStepEndpoint } from '@/lib/processes/endpoints';
import { moveWithStep } from '@/lib/processes/steps/move-with-step';

export const POST = serve(moveWithStepEndpoint, (ctx, { params, body }) =>
  moveWithStep(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
