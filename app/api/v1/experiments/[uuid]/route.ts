import { serve } from '@/lib/entry/serve';
import { readExperimentEndpoint } from '@/lib/processes/endpoints';
import { readExperiment } from '@/lib/processes/experiments/read-experiment';

export const GET = serve(readExperimentEndpoint, (ctx, { params }) =>
  readExperiment(ctx, params.uuid),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
