import { serve } from '@/lib/entry/serve';
import { stepStatisticsEndpoint } from '@/lib/processes/endpoints';
import { stepStatistics } from '@/lib/processes/steps/step-statistics';

export const GET = serve(stepStatisticsEndpoint, (ctx, { query }) => stepStatistics(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
