import { noSuchAddress } from '@/lib/entry/refusals';
import { serve } from '@/lib/entry/serve';
import { FIGURES } from '@/lib/metrics/figures/figure-list';

export { preflight as OPTIONS } from '@/lib/entry/cors';

const HANDLERS = new Map(FIGURES.map((figure) => [figure.name, figure.bind(serve).rows]));

export async function GET(
  request: Request,
  route: { params: Promise<{ figure: string }> },
): Promise<Response> {
  const handler = HANDLERS.get((await route.params).figure);
  return handler ? handler(request, route) : noSuchAddress(request);
}
export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
