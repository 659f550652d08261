import { serve } from '@/lib/entry/serve';
import { violationsCsvEndpoint } from '@/lib/quality/endpoints';
import { violationsCsv } from '@/lib/quality/runs/violations-csv';

export const GET = serve(violationsCsvEndpoint, (ctx, { params }) => violationsCsv(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
