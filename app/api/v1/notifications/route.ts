import { listNotificationsEndpoint } from '@/lib/alerts/delivery/endpoints';
import { listNotifications } from '@/lib/alerts/delivery/list-notifications';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listNotificationsEndpoint, (ctx, { query }) =>
  listNotifications(ctx, query),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
