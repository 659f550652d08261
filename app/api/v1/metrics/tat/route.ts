import { serve } from '@/lib/entry/serve';
import { tatEndpoint } from '@/lib/metrics/endpoints';
import { turnaround } from '@/lib/metrics/tat';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(tatEndpoint, (ctx, { query }) => turnaround(ctx, query));
