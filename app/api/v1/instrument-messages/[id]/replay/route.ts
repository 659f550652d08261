import { serve } from '@/lib/entry/serve';
import { replayMessageEndpoint } from '@/lib/instruments/inbox/endpoints';
import { replayMessage } from '@/lib/instruments/inbox/replay-messages';

export const POST = serve(replayMessageEndpoint, (ctx, { params }) =>
  replayMessage(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
