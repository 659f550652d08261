import { listAlertsEndpoint } from '@/lib/alerts/alerts/endpoints';
import { listAlerts } from '@/lib/alerts/alerts/list-alerts';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listAlertsEndpoint, (ctx, { query }) => listAlerts(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
