import { placeOfSpecimen } from '@/lib/containers/contents/containers-of-specimen';
import { serve } from '@/lib/entry/serve';
import { changeSpecimenEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { changeSpecimen } from '@/lib/specimens/changes/change-specimen';
import { readSpecimenEndpoint } from '@/lib/specimens/endpoints';
import { readSpecimen } from '@/lib/specimens/read-specimen';

export const GET = serve(readSpecimenEndpoint, async (ctx, { params }) => {
  const specimen = await readSpecimen(ctx, params.specimen_id);
  const place = await placeOfSpecimen(ctx, specimen.specimen_id);
  return place === null ? specimen : { ...specimen, place };
});

export const PATCH = serve(changeSpecimenEndpoint, (ctx, { params, body }) =>
  changeSpecimen(ctx, params.specimen_id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
