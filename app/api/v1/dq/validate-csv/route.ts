import { serve } from '@/lib/entry/serve';
import { validateCsvEndpoint } from '@/lib/quality/endpoints';
import { validateCsv } from '@/lib/quality/runs/validate-csv';

export const POST = serve(validateCsvEndpoint, (ctx, { request }) => validateCsv(ctx, request));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
