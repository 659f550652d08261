import { changeStateTableEndpoint, stateTableEndpoint } from '@/lib/devices/endpoints';
import { changeStateTable, stateTable } from '@/lib/devices/states/change-state-table';
import { serve } from '@/lib/entry/serve';

export { preflight as OPTIONS } from '@/lib/entry/cors';

export const GET = serve(stateTableEndpoint, (ctx) => stateTable(ctx));
export const PATCH = serve(changeStateTableEndpoint, (ctx, { body }) =>
  changeStateTable(ctx, body),
);
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
