import { acknowledgeAlerts } from '@/lib/alerts/alerts/acknowledge-alerts';
import { acknowledgeAlertsEndpoint } from '@/lib/alerts/alerts/endpoints';
import { serve } from '@/lib/entry/serve';

export const POST = serve(acknowledgeAlertsEndpoint, (ctx, { body }) =>
  acknowledgeAlerts(ctx, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
