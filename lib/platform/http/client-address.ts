/**
 * The address a request came from. X-Forwarded-For is believed for as many hops as there are
 * trusted proxies, counted from the right; without any it is ignored and the address is unknown
 * ("direct"), as Next gives route handlers no socket.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  if (trustedProxies === 0) return 'direct';
  const hops = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops[hops.length - trustedProxies] ?? hops[0] ?? 'direct';
}
