import type { IncomingHttpHeaders } from 'node:http';
import { cardFaults } from '../channels/testing-card-schema';

/** Teams takes no more of a message. */
const MOST_BYTES = 28 * 1024;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What Teams' Workflows answer to a message: 202 without a body, or why not. */
export function judgeTeamsMessage(
  headers: IncomingHttpHeaders,
  text: string,
): { status: number; body: string } {
  if (!headers['content-type']?.startsWith('application/json')) {
    return { status: 415, body: 'It is not JSON.' };
  }
  if (Buffer.byteLength(text) > MOST_BYTES) return { status: 413, body: 'It is too large.' };
  const faults = cardFaults(parsed(text));
  return faults.length === 0 ? { status: 202, body: '' } : { status: 400, body: faults.join('\n') };
}
