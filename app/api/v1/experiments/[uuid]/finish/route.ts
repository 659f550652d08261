import { serve } from '@/lib/entry/serve';
import { finishExperimentEndpoint } from '@/lib/processes/endpoints';
import { finishExperiment } from '@/lib/processes/experiments/finish-experiment';

export const POST = serve(finishExperimentEndpoint, (ctx, { params }) =>
  finishExperiment(ctx, params.uuid),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
