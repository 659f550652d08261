import { answerLive } from '@/lib/entry/live-answer';
import { serve } from '@/lib/entry/serve';
import { streamEndpoint } from '@/lib/platform/live/stream-endpoint';

export const GET = serve(streamEndpoint, (ctx, { query, request }) =>
  answerLive(ctx, request, request.headers.get('last-event-id') ?? query.last_event_id ?? null),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
