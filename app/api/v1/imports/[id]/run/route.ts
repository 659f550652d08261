import { serve } from '@/lib/entry/serve';
import { rerunImportEndpoint } from '@/lib/imports/endpoints';
import { rerunImport } from '@/lib/imports/rerun-import';

export const POST = serve(rerunImportEndpoint, (ctx, { params, body }) =>
  rerunImport(ctx, params.id, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as GET,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
