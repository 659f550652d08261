import { serve } from '@/lib/entry/serve';
import { changeSpecimenEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { changeSpecimen } from '@/lib/specimens/changes/change-specimen';
import { readSpecimenEndpoint } from '@/lib/specimens/endpoints';
import { readSpecimen } from '@/lib/specimens/read-specimen';

export const GET = serve(readSpecimenEndpoint, (ctx, { params }) =>
  readSpecimen(ctx, params.specimen_id),
);

export const PATCH = serve(changeSpecimenEndpoint, (ctx, { params, body }) =>
  changeSpecimen(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
