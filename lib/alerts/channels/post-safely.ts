import { lookup } from 'node:dns/promises';
import { request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { allowedHosts } from './allowed-hosts';
import { hostOf, isAllowed, readAddress, type AllowedHosts } from './channel-address';
import type { PostRequest } from './channel-kind';
import { isPublicAddress } from './public-address';

/** Why no answer came; words of lib/alerts/delivery/failures.ts. */
export type PostFailure = 'address_refused' | 'unresolved' | 'connection' | 'untrusted' | 'timeout';

/** A status and what of the headers matters, or why none came. Of the body nothing. */
export type Posted = { status: number; retryAfter: string | null } | { failure: PostFailure };

type Found = { address: string; family: number };
export type Resolve = (host: string) => Promise<Found[]>;

const WITHIN_MS = 10_000;
/** What is read of an answer, to end the exchange in good order, before it is cut off. */
const MOST_ANSWER_BYTES = 65_536;

const resolveAll: Resolve = (host) => lookup(host, { all: true });

/** Of TLS: the certificate is out of date, of somebody else, or signed by nobody known. */
const UNTRUSTED = /^(?:CERT_|ERR_TLS_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|HOSTNAME_MISMATCH)/;

function failureOf(error: unknown): PostFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return UNTRUSTED.test(code) ? 'untrusted' : 'connection';
}

/** Addresses to connect to, found once; none that is not public, unless the host is excepted. */
async function find(
  url: URL,
  allowed: AllowedHosts,
  resolve: Resolve,
): Promise<Found[] | PostFailure> {
  const host = hostOf(url);
  const family = isIP(host);
  let found: Found[];
  try {
    found = family === 0 ? await resolve(host) : [{ address: host, family }];
  } catch {
    return 'unresolved';
  }
  if (found.length === 0) return 'unresolved';
  const fit = isAllowed(url, allowed) || found.every(({ address }) => isPublicAddress(address));
  return fit ? found : 'address_refused';
}

/** Answers a socket's question for the name with what was found already, whatever it asks. */
function answerWith(found: readonly Found[]): LookupFunction {
  return (_, options, give) => {
    const [first] = found;
    if (options.all === true) give(null, [...found]);
    else if (first) give(null, first.address, first.family);
    else give(new Error('nothing found'), '');
  };
}

function exchange(
  url: URL,
  { headers, body }: PostRequest,
  found: readonly Found[],
  signal: AbortSignal,
): Promise<Posted> {
  return new Promise((settle) => {
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
      // A connection of its own: one that is kept was made by an older look-up.
      agent: false,
      lookup: answerWith(found),
      signal,
    };
    const outgoing = (url.protocol === 'http:' ? overHttp : overHttps)(url, options);
    let posted: Posted | undefined;
    outgoing.on('response', (answer) => {
      const said = {
        status: answer.statusCode ?? 0,
        retryAfter: answer.headers['retry-after'] ?? null,
      };
      posted = said;
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_ANSWER_BYTES) answer.destroy();
      });
      answer.on('error', () => {});
      answer.on('close', () => settle(said));
    });
    outgoing.on('error', (error) =>
      // However the rest of an answer goes, its status has been said.
      settle(posted ?? { failure: signal.aborted ? 'timeout' : failureOf(error) }),
    );
    // Of an answer that changes the protocol (101) Node tells nothing but that it is over.
    outgoing.on('close', () =>
      settle(posted ?? { failure: signal.aborted ? 'timeout' : 'connection' }),
    );
    outgoing.end(body);
  });
}

/**
 * Posts once to an address of a channel: https (http for excepted hosts), to public addresses only,
 * resolved once and connected to what was found, so that a name cannot lead elsewhere in between.
 * Redirects are answers, not followed; ten seconds for all of it; of the body nothing is kept. Never
 * rejects, and what it returns holds nothing of the address.
 */
export async function postSafely(
  address: string,
  post: PostRequest,
  {
    allowed,
    resolve = resolveAll,
    withinMs = WITHIN_MS,
  }: { allowed?: AllowedHosts; resolve?: Resolve; withinMs?: number } = {},
): Promise<Posted> {
  const excepted = allowed ?? (await allowedHosts());
  const url = readAddress(address, excepted);
  if (!(url instanceof URL)) return { failure: 'address_refused' };
  const signal = AbortSignal.timeout(withinMs);
  const late = new Promise<'timeout'>((settle) => {
    signal.addEventListener('abort', () => settle('timeout'), { once: true });
  });
  const found = await Promise.race([find(url, excepted, resolve), late]);
  return typeof found === 'string' ? { failure: found } : exchange(url, post, found, signal);
}
