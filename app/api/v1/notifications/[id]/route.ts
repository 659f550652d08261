import { readNotificationEndpoint } from '@/lib/alerts/delivery/endpoints';
import { readNotification } from '@/lib/alerts/delivery/list-notifications';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readNotificationEndpoint, (ctx, { params }) =>
  readNotification(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
