import type { Endpoint } from '@/lib/platform/http/endpoint';
import { observeRequest } from '@/lib/platform/http/request-metrics';
import { log } from '@/lib/platform/log';
import { corsHeaders } from './cors';
import { addressOf } from './endpoint-address';

type Served = {
  requestId: string;
  /** Of performance.now(). */
  began: number;
  actor: string | undefined;
  /** The slug. */
  lab: string | undefined;
};

/** What every answer of the interface has: its request id, its headers, its line in the log. */
export function finishAnswer(
  endpoint: Endpoint,
  request: Request,
  response: Response,
  { requestId, began, actor, lab }: Served,
): void {
  response.headers.set('x-request-id', requestId);
  response.headers.set('cache-control', response.headers.get('cache-control') ?? 'no-store');
  response.headers.set('x-content-type-options', 'nosniff');
  for (const [name, value] of corsHeaders(request)) response.headers.append(name, value);
  const { method } = request;
  const took = performance.now() - began;
  const { status } = response;
  observeRequest({ method, route: addressOf(endpoint), status }, took / 1000);
  log.info({
    request_id: requestId,
    method,
    path: endpoint.path,
    status,
    duration_ms: Math.round(took),
    actor,
    lab,
  });
}
