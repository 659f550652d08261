import { changeSilence } from '@/lib/alerts/silences/change-silence';
import { endSilence } from '@/lib/alerts/silences/end-silence';
import {
  changeSilenceEndpoint,
  endSilenceEndpoint,
  readSilenceEndpoint,
} from '@/lib/alerts/silences/endpoints';
import { readSilence } from '@/lib/alerts/silences/list-silences';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readSilenceEndpoint, (ctx, { params }) => readSilence(ctx, params.id));
export const PATCH = serve(changeSilenceEndpoint, (ctx, { params, body }) =>
  changeSilence(ctx, params.id, body),
);
export const DELETE = serve(endSilenceEndpoint, (ctx, { params }) => endSilence(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export { methodNotAllowed as POST, methodNotAllowed as PUT } from '@/lib/entry/refusals';
