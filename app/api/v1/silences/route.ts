import { createSilence } from '@/lib/alerts/silences/create-silence';
import { createSilenceEndpoint, listSilencesEndpoint } from '@/lib/alerts/silences/endpoints';
import { listSilences } from '@/lib/alerts/silences/list-silences';
import { serve } from '@/lib/entry/serve';

export const GET = serve(listSilencesEndpoint, (ctx, { query }) => listSilences(ctx, query));
export const POST = serve(createSilenceEndpoint, (ctx, { body }) => createSilence(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
