import { openApiDocument } from '@/lib/entry/openapi';
import { env } from '@/lib/platform/env';

export function GET(): Response {
  return Response.json(openApiDocument(env().APP_URL), {
    headers: {
      // It holds nothing of any lab, so that tools of any origin may read it.
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    },
  });
}

export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
