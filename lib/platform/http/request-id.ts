import { newId } from '../ids';

const ACCEPTABLE = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's x-request-id where it is a plain token, else a new id. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && ACCEPTABLE.test(given) ? given : newId();
}
