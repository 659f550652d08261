import { serve } from '@/lib/entry/serve';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { createSpecimenEndpoint, listSpecimensEndpoint } from '@/lib/specimens/endpoints';
import { listSpecimens } from '@/lib/specimens/lists/list-specimens';

export const GET = serve(listSpecimensEndpoint, async (ctx, { query }) => {
  const { data, nextCursor } = await listSpecimens(ctx, query);
  return { data, next_cursor: nextCursor };
});

export const POST = serve(createSpecimenEndpoint, (ctx, { body }) => createSpecimen(ctx, body));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
