import { serve } from '@/lib/entry/serve';
import { listMessagesEndpoint } from '@/lib/instruments/inbox/endpoints';
import { listMessages } from '@/lib/instruments/inbox/list-messages';

export const GET = serve(listMessagesEndpoint, (ctx, { query }) => listMessages(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
