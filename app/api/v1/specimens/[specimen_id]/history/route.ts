import { serve } from '@/lib/entry/serve';
import { specimenHistoryEndpoint } from '@/lib/specimens/endpoints';
import { specimenHistory } from '@/lib/specimens/specimen-history';

export const GET = serve(specimenHistoryEndpoint, (ctx, { params, query }) =>
  specimenHistory(ctx, params.specimen_id, query),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
