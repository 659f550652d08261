import { serve } from '@/lib/entry/serve';
import { readMessageEndpoint } from '@/lib/instruments/inbox/endpoints';
import { readMessageInFull } from '@/lib/instruments/inbox/read-message-in-full';

export const GET = serve(readMessageEndpoint, (ctx, { params, query }) =>
  readMessageInFull(ctx, params.id, query),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
