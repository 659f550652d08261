import { runAlertsEndpoint } from '@/lib/alerts/alerts/endpoints';
import { runAlerts } from '@/lib/alerts/engine/run-alerts';
import { serve } from '@/lib/entry/serve';

export const POST = serve(runAlertsEndpoint, (ctx, { body }) => runAlerts(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
