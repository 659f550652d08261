import { serve } from '@/lib/entry/serve';
import { changeContainer } from '@/lib/containers/change-container';
import {
  changeContainerEndpoint,
  readContainerEndpoint,
  removeContainerEndpoint,
} from '@/lib/containers/endpoints';
import { readContainer } from '@/lib/containers/read-container';
import { removeContainer } from '@/lib/containers/remove-container';

export const GET = serve(readContainerEndpoint, (ctx, { params }) =>
  readContainer(ctx, params.ref),
);

export const PATCH = serve(changeContainerEndpoint, (ctx, { params, body }) =>
  changeContainer(ctx, params.ref, body),
);

export const DELETE = serve(removeContainerEndpoint, (ctx, { params }) =>
  removeContainer(ctx, params.ref),
);

export { preflight as OPTIONS } from '@/lib/entry/cors';
export { methodNotAllowed as POST, methodNotAllowed as PUT } from '@/lib/entry/refusals';
