import { serve } from '@/lib/entry/serve';
import { cancelImport } from '@/lib/imports/cancel-import';
import { cancelImportEndpoint, readImportEndpoint } from '@/lib/imports/endpoints';
import { readImport } from '@/lib/imports/read-import';

export const GET = serve(readImportEndpoint, (ctx, { params }) => readImport(ctx, params.id));

export const DELETE = serve(cancelImportEndpoint, (ctx, { params }) =>
  cancelImport(ctx, params.id),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
} from '@/lib/entry/refusals';
