import { authenticateKey } from '@/lib/people/authenticate-key';
import { authenticatePerson } from '@/lib/people/authenticate-person';
import type { Principal } from '@/lib/people/principal';
import { AppError } from '@/lib/platform/errors';

/**
 * Whoever a request's key or cookie proves, read anew.
 * @throws unauthenticated, two_identities
 */
export async function identify(
  request: Request,
  { counts = true }: { counts?: boolean } = {},
): Promise<Principal> {
  const authorization = request.headers.get('authorization');
  const cookie = request.headers.get('cookie');
  const person = cookie === null ? null : await authenticatePerson(cookie, { counts });
  if (authorization === null) {
    if (person === null) {
      throw new AppError('unauthenticated', 'Sign in, or send Authorization: Bearer with a key.');
    }
    return person;
  }
  if (person !== null) {
    throw new AppError('two_identities', 'Send a key or a signed-in cookie, not both.');
  }
  const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1];
  const key = token === undefined ? null : await authenticateKey(token);
  if (key === null) throw new AppError('unauthenticated', 'This key is not valid, or no longer.');
  return key;
}
