import { serve } from '@/lib/entry/serve';
import { moveByPlaceWithStepEndpoint } from '@/lib/processes/endpoints';
import { moveWithStep } from '@/lib/processes/steps/move-with-step';

export const POST = serve(moveByPlaceWithStepEndpoint, (ctx, { body }) =>
  moveWithStep(ctx, null, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
