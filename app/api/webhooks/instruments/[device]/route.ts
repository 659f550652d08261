import { serveByProof } from '@/lib/entry/serve-by-proof';
import { receiveMessageEndpoint } from '@/lib/instruments/receive/endpoints';
import { receiveWebhook } from '@/lib/instruments/receive/receive-webhook';

export const POST = serveByProof(receiveMessageEndpoint, (request, { params, ...given }) =>
  receiveWebhook(request, { device: params.device, ...given }),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
