import { serve } from '@/lib/entry/serve';
import { labelEndpoint } from '@/lib/specimens/changes/change-endpoints';
import { readLabel } from '@/lib/specimens/labels/read-label';

export const GET = serve(labelEndpoint, async (ctx, { params }) => {
  const { svg } = await readLabel(ctx, params.specimen_id);
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    },
  });
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
