import { serve } from '@/lib/entry/serve';
import { tryMappingEndpoint } from '@/lib/instruments/inbox/endpoints';
import { tryMapping } from '@/lib/instruments/mapping/try-mapping';

export const POST = serve(tryMappingEndpoint, (ctx, { params, body }) =>
  tryMapping(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
