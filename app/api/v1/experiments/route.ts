import { serve } from '@/lib/entry/serve';
import { listExperimentsEndpoint, startExperimentEndpoint } from '@/lib/processes/endpoints';
import { listExperiments } from '@/lib/processes/experiments/list-experiments';
import { startExperiment } from '@/lib/processes/experiments/start-experiment';

export const GET = serve(listExperimentsEndpoint, (ctx, { query }) => listExperiments(ctx, query));

export const POST = serve(startExperimentEndpoint, (ctx, { body }) => startExperiment(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
