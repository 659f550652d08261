import { serve } from '@/lib/entry/serve';
import { makeRecollectionEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { makeChild } from '@/lib/specimens/changes/make-child';

export const POST = serve(makeRecollectionEndpoint, (ctx, { params, body }) =>
  makeChild(ctx, params.specimen_id, 'recollection', body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
