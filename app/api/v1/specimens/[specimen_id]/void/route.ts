import { serve } from '@/lib/entry/serve';
import { voidSpecimenEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { voidSpecimen } from '@/lib/specimens/changes/void-specimen';

export const POST = serve(voidSpecimenEndpoint, (ctx, { params, body }) =>
  voidSpecimen(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
