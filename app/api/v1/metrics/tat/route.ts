import { serve } from '@/lib/entry/serve';
import { tatEndpoint } from '@/lib/metrics/endpoints';
import { turnaround } from '@/lib/metrics/turnaround/tat';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(tatEndpoint, (ctx, { query }) => turnaround(ctx, query));
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
