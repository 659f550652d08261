import { serve } from '@/lib/entry/serve';
import { rejectedCsvEndpoint } from '@/lib/imports/endpoints';
import { rejectedCsv } from '@/lib/imports/rejected-csv';

export const GET = serve(rejectedCsvEndpoint, (ctx, { params }) => rejectedCsv(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
