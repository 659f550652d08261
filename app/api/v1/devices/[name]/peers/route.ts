import { serve } from '@/lib/entry/serve';
import { addPeer } from '@/lib/instruments/mllp/add-peer';
import { addPeerEndpoint, listPeersEndpoint } from '@/lib/instruments/mllp/endpoints';
import { listPeers } from '@/lib/instruments/mllp/list-peers';

export const GET = serve(listPeersEndpoint, (ctx, { params }) => listPeers(ctx, params.name));
export const POST = serve(addPeerEndpoint, (ctx, { params, body }) =>
  addPeer(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
