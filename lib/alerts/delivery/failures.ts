/**
 * Why a notification could not be delivered, in words that say nothing of what was answered: what a
 * receiver answers may hold anything, and is never kept. Safe in the browser.
 */
export const FAILURES = {
  bad_request: 'The receiver refused the card as wrong (400).',
  unauthorized: 'The receiver did not accept the address or its signature (401 or 403).',
  not_found: 'Nothing is at the address (404).',
  gone: 'The address was taken away (410).',
  too_large: 'The receiver refused the card as too large (413).',
  redirected: 'The receiver sent it elsewhere, which is never followed (3xx).',
  refused: 'The receiver refused it (4xx).',
  rate_limited: 'The receiver asked for fewer (429).',
  server_error: 'The receiver failed (5xx).',
  unexpected: 'The receiver answered what no receiver should.',
  timeout: 'The receiver did not answer in time.',
  connection: 'The receiver could not be reached, or hung up.',
  unresolved: 'The name in the address is not known.',
  untrusted: 'The certificate of the receiver is not to be trusted.',
  address_refused: 'The address is not a public one, which is not allowed here.',
  unreadable: 'The address cannot be read with the present SECRETS_KEY.',
  failed: 'It failed on our side.',
  channel_off: 'The channel was switched off.',
  channel_removed: 'The channel was removed.',
  interrupted: 'The worker ended during the attempt: it may have arrived.',
} as const;

export type Failure = keyof typeof FAILURES;

/** What an attempt came to, as its log keeps it. */
export type Outcome = 'ok' | Failure;

function isFailure(word: string): word is Failure {
  return Object.hasOwn(FAILURES, word);
}

/** The words of a failure for people; null of none. */
export function failureText(word: string | null): string | null {
  if (word === null || word === 'ok') return null;
  return isFailure(word) ? FAILURES[word] : FAILURES.failed;
}

const BY_STATUS: Record<number, Failure> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not_found',
  408: 'timeout',
  410: 'gone',
  413: 'too_large',
  429: 'rate_limited',
};

/** The word for an HTTP status that did not accept it. */
export function failureOfStatus(status: number): Failure {
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return 'server_error';
  if (status >= 400) return 'refused';
  return status >= 300 ? 'redirected' : 'unexpected';
}
