import { changeChannel } from '@/lib/alerts/channels/change-channel';
import {
  changeChannelEndpoint,
  readChannelEndpoint,
  removeChannelEndpoint,
} from '@/lib/alerts/channels/endpoints';
import { readChannel } from '@/lib/alerts/channels/list-channels';
import { removeChannel } from '@/lib/alerts/channels/remove-channel';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readChannelEndpoint, (ctx, { params }) => readChannel(ctx, params.id));
export const PATCH = serve(changeChannelEndpoint, (ctx, { params, body }) =>
  changeChannel(ctx, params.id, body),
);
export const DELETE = serve(removeChannelEndpoint, (ctx, { params, query }) =>
  removeChannel(ctx, params.id, query.version),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export { methodNotAllowed as POST, methodNotAllowed as PUT } from '@/lib/entry/refusals';
