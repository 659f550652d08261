import { noteAlertEndpoint } from '@/lib/alerts/alerts/endpoints';
import { noteAlert } from '@/lib/alerts/alerts/note-alert';
import { serve } from '@/lib/entry/serve';

export const POST = serve(noteAlertEndpoint, (ctx, { params, body }) =>
  noteAlert(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
