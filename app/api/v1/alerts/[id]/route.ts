import { readAlertEndpoint } from '@/lib/alerts/alerts/endpoints';
import { readAlert } from '@/lib/alerts/alerts/read-alert';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readAlertEndpoint, (ctx, { params }) => readAlert(ctx, params.id));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
