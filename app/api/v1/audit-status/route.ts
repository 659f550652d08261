import { readAuditStatus } from '@/lib/audit/audit-status';
import { auditStatusEndpoint } from '@/lib/audit/endpoints';
import { serve } from '@/lib/entry/serve';

export const GET = serve(auditStatusEndpoint, (ctx) => readAuditStatus(ctx));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
