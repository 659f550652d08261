import { createChannel } from '@/lib/alerts/channels/create-channel';
import { createChannelEndpoint, listChannelsEndpoint } from '@/lib/alerts/channels/endpoints';
import { listChannels } from '@/lib/alerts/channels/list-channels';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listChannelsEndpoint, (ctx, { query }) => listChannels(ctx, query));
export const POST = serve(createChannelEndpoint, (ctx, { body }) => createChannel(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
