import { serve } from '@/lib/entry/serve';
import { addContainer, addContainers } from '@/lib/containers/add-containers';
import { addContainersEndpoint, listContainersEndpoint } from '@/lib/containers/endpoints';
import { listContainers } from '@/lib/containers/list-containers';

export const GET = serve(listContainersEndpoint, (ctx, { query }) => listContainers(ctx, query));

export const POST = serve(addContainersEndpoint, async (ctx, { body: { many, rows } }) => {
  const [only] = rows;
  if (!many && only) return addContainer(ctx, only);
  return { data: await addContainers(ctx, rows) };
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
