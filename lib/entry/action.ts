import { headers } from 'next/headers';
import type { z } from 'zod';
import { authenticatePerson } from '@/lib/people/authenticate-person';
import type { Permission } from '@/lib/platform/access/permissions';
import { authorize, type Ctx } from '@/lib/platform/context';
import { labDb } from '@/lib/platform/db/lab-db';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { toAppError } from '@/lib/platform/http/problem';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { log } from '@/lib/platform/log';
import type { ActionResult } from './action-result';
import { chooseLab } from './choose-lab';

/**
 * Makes a server action of a verb: a signed-in person, their lab, their role, our own origin, a
 * valid input; then the verb, and its DTO or what was refused. The action takes the lab's slug and
 * the input. A verb may be called by REST and jobs as well and authorizes again itself.
 */
export function action<S extends z.ZodType, T>(
  name: string,
  may: Permission,
  input: S,
  verb: (ctx: Ctx, input: z.output<S>) => Promise<T>,
): (labSlug: string, given: unknown) => Promise<ActionResult<T>> {
  return async (labSlug, given) => {
    const began = performance.now();
    const sent = await headers();
    const requestId = requestIdOf(sent);
    let who: string | undefined;
    let outcome = 'ok';
    try {
      const origin = sent.get('origin');
      if (origin !== new URL(env().APP_URL).origin) {
        throw new AppError('cross_site', 'This form is taken from the portal itself only.');
      }
      const person = await authenticatePerson(sent.get('cookie') ?? '');
      if (!person)
        throw new AppError('unauthenticated', 'You have been signed out. Sign in again.');
      who = person.userId;
      const { actor, lab } = chooseLab(person, labSlug);
      authorize({ actor }, may);
      const ctx: Ctx = { actor, lab, requestId, now: new Date(), db: labDb(lab.id) };
      return { ok: true, data: await verb(ctx, parseInput(input, given)) };
    } catch (thrown) {
      const error = toAppError(thrown, requestId);
      outcome = error.code;
      return {
        ok: false,
        code: error.code,
        message: error.message,
        fields: error.fields ?? [],
        requestId,
      };
    } finally {
      log.info({
        request_id: requestId,
        action: name,
        outcome,
        duration_ms: Math.round(performance.now() - began),
        actor: who,
        lab: labSlug,
      });
    }
  };
}
