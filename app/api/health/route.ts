import { readHealth } from '@/lib/entry/health';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const health = await readHealth(new Date());
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}

export {
  methodNotAllowed as POST,
  methodNotAllowed as PUT,
  methodNotAllowed as PATCH,
  methodNotAllowed as DELETE,
} from '@/lib/entry/refusals';
