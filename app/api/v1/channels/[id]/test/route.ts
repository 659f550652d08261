import { testChannelEndpoint } from '@/lib/alerts/channels/endpoints';
import { testChannel } from '@/lib/alerts/channels/test-channel';
import { serve } from '@/lib/entry/serve';

export const POST = serve(testChannelEndpoint, (ctx, { params }) => testChannel(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
