import { serve } from '@/lib/entry/serve';
import { cancelRunEndpoint, readRunEndpoint } from '@/lib/quality/endpoints';
import { cancelRun } from '@/lib/quality/runs/cancel-run';
import { readRun } from '@/lib/quality/runs/read-run';

export const GET = serve(readRunEndpoint, (ctx, { params }) => readRun(ctx, params.id));
export const DELETE = serve(cancelRunEndpoint, (ctx, { params }) => cancelRun(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
