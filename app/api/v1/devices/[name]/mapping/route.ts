import { serve } from '@/lib/entry/serve';
import { changeMappingEndpoint, readMappingEndpoint } from '@/lib/instruments/inbox/endpoints';
import { changeMapping, readMapping } from '@/lib/instruments/mapping/change-mapping';

export const GET = serve(readMappingEndpoint, (ctx, { params }) => readMapping(ctx, params.name));
export const PUT = serve(changeMappingEndpoint, (ctx, { params, body }) =>
  changeMapping(ctx, params.name, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
