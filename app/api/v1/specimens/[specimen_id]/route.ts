import { serve } from '@/lib/entry/serve';
import { readSpecimenEndpoint } from '@/lib/specimens/endpoints';
import { readSpecimen } from '@/lib/specimens/read-specimen';

export const GET = serve(readSpecimenEndpoint, (ctx, { params }) =>
  readSpecimen(ctx, params.specimen_id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
