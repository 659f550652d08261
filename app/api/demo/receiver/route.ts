import { demoReceives } from '@/lib/demo/alerts/demo-receiver';
import { noSuchAddress } from '@/lib/entry/refusals';

export const dynamic = 'force-dynamic';

/**
 * Takes what the demo's channels are sent, as a receiver on a good day would, and keeps nothing of
 * it: a demo tells nobody outside of this machine. Outside of demo mode there is nothing here.
 */
export async function POST(request: Request): Promise<Response> {
  if (!(await demoReceives())) return noSuchAddress(request);
  await request.body?.cancel();
  return new Response(null, { status: 202, headers: { 'cache-control': 'no-store' } });
}

export {
  noSuchAddress as GET,
  noSuchAddress as PUT,
  noSuchAddress as PATCH,
  noSuchAddress as DELETE,
} from '@/lib/entry/refusals';
