import { serve } from '@/lib/entry/serve';
import { listConflictsEndpoint } from '@/lib/containers/endpoints';
import { listConflicts } from '@/lib/containers/conflicts/list-conflicts';

export const GET = serve(listConflictsEndpoint, (ctx, { query }) => listConflicts(ctx, query));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
