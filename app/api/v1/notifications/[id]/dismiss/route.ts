import { dismissNotificationEndpoint } from '@/lib/alerts/delivery/endpoints';
import { dismissNotification } from '@/lib/alerts/delivery/dismiss-notifications';
import { serve } from '@/lib/entry/serve';

export const POST = serve(dismissNotificationEndpoint, (ctx, { params }) =>
  dismissNotification(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
