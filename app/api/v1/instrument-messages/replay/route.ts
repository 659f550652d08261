import { serve } from '@/lib/entry/serve';
import { replayMessagesEndpoint } from '@/lib/instruments/inbox/endpoints';
import { replayMessages } from '@/lib/instruments/inbox/replay-messages';

export const POST = serve(replayMessagesEndpoint, (ctx, { body }) => replayMessages(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
