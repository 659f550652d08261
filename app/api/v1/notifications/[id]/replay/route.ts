import { replayNotificationEndpoint } from '@/lib/alerts/delivery/endpoints';
import { replayNotification } from '@/lib/alerts/delivery/replay-notifications';
import { serve } from '@/lib/entry/serve';

export const POST = serve(replayNotificationEndpoint, (ctx, { params }) =>
  replayNotification(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
