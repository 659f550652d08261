import { acknowledgeAlert } from '@/lib/alerts/alerts/acknowledge-alerts';
import { acknowledgeAlertEndpoint } from '@/lib/alerts/alerts/endpoints';
import { serve } from '@/lib/entry/serve';

// Never by GET: whatever previews a link in a chat would acknowledge.
export const POST = serve(acknowledgeAlertEndpoint, (ctx, { params, body }) =>
  acknowledgeAlert(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
