import { dismissNotificationsEndpoint } from '@/lib/alerts/delivery/endpoints';
import { dismissNotifications } from '@/lib/alerts/delivery/dismiss-notifications';
import { serve } from '@/lib/entry/serve';

export const POST = serve(dismissNotificationsEndpoint, (ctx, { body }) =>
  dismissNotifications(ctx, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
