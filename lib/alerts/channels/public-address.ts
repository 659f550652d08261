import ipaddr from 'ipaddr.js';

/** Where the clouds answer with credentials, though the range is a public one (Azure's own). */
const METADATA: readonly string[] = ['168.63.129.16'];
/** All that is given out of IPv6: what lies beside is nobody's (IANA, 2000::/3). */
const GLOBAL_V6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an IP address, as a resolver writes it, is one of the internet at large. Refused is what
 * the registries of special-purpose addresses (RFC 6890 and after) set apart: loopback, private,
 * link-local with its metadata, shared, multicast, reserved, documentation; and every IPv6 address
 * that holds an IPv4 one, be it mapped, 6to4, Teredo or NAT64, whatever the one inside.
 */
export function isPublicAddress(address: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return ipaddr.IPv4.parse(address).range() === 'unicast' && !METADATA.includes(address);
  }
  if (!ipaddr.IPv6.isValid(address)) return false;
  const v6 = ipaddr.IPv6.parse(address);
  return v6.range() === 'unicast' && v6.match(GLOBAL_V6);
}
