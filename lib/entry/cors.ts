import { env } from '@/lib/platform/env';

/**
 * CORS is for keys only: an allowed origin may read answers, and no cookie ever counts, as
 * Access-Control-Allow-Credentials is never sent.
 */
export function corsHeaders(request: Request): [string, string][] {
  const origin = request.headers.get('origin');
  if (origin === null || !env().CORS_ORIGINS.includes(origin)) return [];
  return [
    ['access-control-allow-origin', origin],
    ['access-control-expose-headers', 'x-request-id, retry-after, idempotency-replayed'],
    ['vary', 'origin'],
  ];
}

/** The answer to a browser's question whether it may: 204, with permission for allowed origins. */
export function preflight(request: Request): Response {
  const headers = new Headers(corsHeaders(request));
  if (headers.has('access-control-allow-origin')) {
    headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    headers.set(
      'access-control-allow-headers',
      'authorization, content-type, idempotency-key, last-event-id, x-request-id',
    );
    headers.set('access-control-max-age', '600');
  }
  return new Response(null, { status: 204, headers });
}
