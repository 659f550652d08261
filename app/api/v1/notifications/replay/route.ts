import { replayNotificationsEndpoint } from '@/lib/alerts/delivery/endpoints';
import { replayNotifications } from '@/lib/alerts/delivery/replay-notifications';
import { serve } from '@/lib/entry/serve';

export const POST = serve(replayNotificationsEndpoint, (ctx, { body }) =>
  replayNotifications(ctx, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
