import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

const MOST_CHARACTERS = 2_000;
/** Names that lead to this machine or stay within a network, whatever resolves them. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/;

/** Hosts that are excepted from the rules, as CHANNEL_ALLOWED_HOSTS names them. */
export type AllowedHosts = readonly string[];

/** The host of an address as people and DNS write it: no brackets, no dot at the end, lower case. */
export function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

/** Whether the host, or the host with its port, is among those excepted. */
export function isAllowed(url: URL, allowed: AllowedHosts): boolean {
  const host = hostOf(url);
  const port = url.port === '' ? (url.protocol === 'http:' ? '80' : '443') : url.port;
  const names =
    isIP(host) === 6 ? [host, `[${host}]`, `[${host}]:${port}`] : [host, `${host}:${port}`];
  return allowed.some((one) => names.includes(one.toLowerCase()));
}

/**
 * The address of a channel, or what is wrong with it in words that do not repeat it. It is the
 * address as `URL` understands it, so that 0x7f.1, 2130706433 and １２７.０.０.１ are all 127.0.0.1
 * here. What its name resolves to is for `postSafely` to judge, every time anew.
 */
export function readAddress(text: string, allowed: AllowedHosts): URL | { fault: string } {
  if (text.length > MOST_CHARACTERS) {
    return { fault: `must have at most ${MOST_CHARACTERS.toLocaleString('en-US')} characters` };
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return { fault: 'must be an address that begins with https://' };
  }
  if (url.username !== '' || url.password !== '') {
    return { fault: 'must not hold a name or password before the host' };
  }
  if (isAllowed(url, allowed)) return url;
  if (url.protocol !== 'https:') {
    return {
      fault: 'must begin with https://; http is for hosts of CHANNEL_ALLOWED_HOSTS alone',
    };
  }
  const host = hostOf(url);
  const isPublic = isIP(host) === 0 ? !LOCAL_NAME.test(host) : isPublicAddress(host);
  if (!isPublic) {
    return {
      fault:
        'must lead to the internet: hosts of your own network are allowed by CHANNEL_ALLOWED_HOSTS',
    };
  }
  return url;
}
