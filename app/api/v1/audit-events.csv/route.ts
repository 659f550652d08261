import { auditCsv } from '@/lib/audit/audit-csv';
import { auditCsvEndpoint } from '@/lib/audit/endpoints';
import { serve } from '@/lib/entry/serve';

export const GET = serve(auditCsvEndpoint, async (ctx, { query }) => auditCsv(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
