import { headers } from 'next/headers';
import type { z } from 'zod';
import { authenticatePerson } from '@/lib/people/authenticate-person';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { clientAddress } from '@/lib/platform/http/client-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { toAppError } from '@/lib/platform/http/problem';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { log } from '@/lib/platform/log';
import type { ActionResult } from './action-result';
import type { Person } from './page';

/** What an action about a person's own account knows; `person` is null for nobody signed in. */
export type Personal<P> = { person: P; requestId: string; now: Date; address: string };

async function run<S extends z.ZodType, T>(
  name: string,
  input: S,
  given: unknown,
  verb: (by: Personal<Person | null>, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  const began = performance.now();
  const sent = await headers();
  const requestId = requestIdOf(sent);
  let who: string | undefined;
  let outcome = 'ok';
  try {
    if (sent.get('origin') !== new URL(env().APP_URL).origin) {
      throw new AppError('cross_site', 'This form is taken from the portal itself only.');
    }
    const person = await authenticatePerson(sent.get('cookie') ?? '');
    who = person?.userId;
    const address = clientAddress(sent, env().TRUST_PROXY);
    const by = { person, requestId, now: new Date(), address };
    return { ok: true, data: await verb(by, parseInput(input, given)) };
  } catch (thrown) {
    const error = toAppError(thrown, requestId);
    outcome = error.code;
    const { code, message, fields = [] } = error;
    return { ok: false, code, message, fields, requestId };
  } finally {
    const duration_ms = Math.round(performance.now() - began);
    log.info({ request_id: requestId, action: name, outcome, duration_ms, actor: who });
  }
}

/** Makes a server action that needs no lab and nobody signed in: it must ask for itself. */
export function openAction<S extends z.ZodType, T>(
  name: string,
  input: S,
  verb: (by: Personal<Person | null>, input: z.output<S>) => Promise<T>,
): (given: unknown) => Promise<ActionResult<T>> {
  return (given) => run(name, input, given, verb);
}

/** Makes a server action about the signed-in person's own account. */
export function personalAction<S extends z.ZodType, T>(
  name: string,
  input: S,
  verb: (by: Personal<Person>, input: z.output<S>) => Promise<T>,
): (given: unknown) => Promise<ActionResult<T>> {
  return (given) =>
    run(name, input, given, ({ person, ...rest }, parsed) => {
      if (!person) {
        throw new AppError('unauthenticated', 'You have been signed out. Sign in again.');
      }
      return verb({ person, ...rest }, parsed);
    });
}
