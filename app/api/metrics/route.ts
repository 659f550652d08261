import { prometheusEndpoint } from '@/lib/entry/monitoring-endpoints';
import { prometheusText } from '@/lib/entry/prometheus-text';
import { serve } from '@/lib/entry/serve';

export const GET = serve(prometheusEndpoint, async (ctx) => {
  const { text, contentType } = await prometheusText(ctx);
  return new Response(text, { headers: { 'content-type': contentType } });
});

export { preflight as OPTIONS } from '@/lib/entry/cors';
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
