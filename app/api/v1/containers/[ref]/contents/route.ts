import { putContentsEndpoint, readContentsEndpoint } from '@/lib/containers/contents/endpoints';
import { putContents } from '@/lib/containers/contents/put-contents';
import { readContents } from '@/lib/containers/contents/read-contents';
import { serve } from '@/lib/entry/serve';

export const GET = serve(readContentsEndpoint, (ctx, { params }) => readContents(ctx, params.ref));

export const PUT = serve(putContentsEndpoint, (ctx, { params, body }) =>
  putContents(ctx, params.ref, body),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
