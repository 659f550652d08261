import { serve } from '@/lib/entry/serve';
import { readProcessEndpoint } from '@/lib/processes/endpoints';
import { readProcess } from '@/lib/processes/read-process';

export const GET = serve(readProcessEndpoint, (ctx, { params }) => readProcess(ctx, params.uuid));

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
