import { PEER_HEADER } from './peer-address';

/**
 * The address a request came from. X-Forwarded-For is believed for as many hops as there are
 * trusted proxies, counted from the right; without any it is ignored and the socket's address
 * counts. "direct" where neither is known, as in tests without a server.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  if (trustedProxies === 0) return headers.get(PEER_HEADER) ?? 'direct';
  const hops = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops[hops.length - trustedProxies] ?? hops[0] ?? 'direct';
}
