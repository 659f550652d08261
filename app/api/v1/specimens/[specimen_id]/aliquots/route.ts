import { serve } from '@/lib/entry/serve';
import { makeAliquotEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { makeChild } from '@/lib/specimens/changes/make-child';

export const POST = serve(makeAliquotEndpoint, (ctx, { params, body }) =>
  makeChild(ctx, params.specimen_id, 'aliquot', body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
