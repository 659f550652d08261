import { serve } from '@/lib/entry/serve';
import { listRunsEndpoint, startRunEndpoint } from '@/lib/quality/endpoints';
import { listRuns } from '@/lib/quality/runs/list-runs';
import { startLabRun } from '@/lib/quality/runs/start-lab-run';

export const GET = serve(listRunsEndpoint, (ctx, { query }) => listRuns(ctx, query));
export const POST = serve(startRunEndpoint, (ctx, { body }) => startLabRun(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
