import { serve } from '@/lib/entry/serve';
import { csvEndpointOf } from '@/lib/exports/endpoints';
import { exportCsv } from '@/lib/exports/export-csv';

export const GET = serve(csvEndpointOf('quality_runs'), (ctx, { query, request }) =>
  exportCsv(ctx, 'quality_runs', query, request.signal),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
