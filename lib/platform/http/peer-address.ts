import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** The header that carries the socket's address to handlers; whatever a client sent there is lost. */
export const PEER_HEADER = 'x-benchwatch-peer';
/** Set when the request came with the marks of a proxy. */
export const FORWARDED_HEADER = 'x-benchwatch-forwarded';

const PROXY_MARKS = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via'];

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === 'object' && message !== null && 'request' in message;
}

/**
 * Next hands no socket to handlers, and fills X-Forwarded-For from it only where the client sent
 * none. Node tells of each request before anyone else sees it: there the address is written down.
 */
export function noteSocketAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    if (!isRequestStart(message)) return;
    const { headers, socket } = message.request;
    const address = socket.remoteAddress?.replace(/^::ffff:/, '');
    delete headers[PEER_HEADER];
    delete headers[FORWARDED_HEADER];
    if (address !== undefined) headers[PEER_HEADER] = address;
    if (PROXY_MARKS.some((name) => headers[name] !== undefined)) headers[FORWARDED_HEADER] = '1';
  });
}
