'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { personalAction } from '@/lib/entry/personal-action';
import { ChangeNameInput, ChangePasswordInput, SessionInput } from '@/lib/people/contract';
import { changeOwnName, changeOwnPassword } from '@/lib/people/own-account';
import { endAllOwnSessions, endOwnSession } from '@/lib/people/own-sessions';
import { sessionCookieName } from '@/lib/people/session-token';
import { env } from '@/lib/platform/env';

const Nothing = z.strictObject({});

const endHere = personalAction('session.end_here', Nothing, ({ person, requestId, now }) =>
  endOwnSession(person, person.sessionId, { requestId, now }),
);
const endEverywhere = personalAction('session.end_all', Nothing, ({ person, requestId, now }) =>
  endAllOwnSessions(person, { requestId, now }),
);

async function leave(): Promise<never> {
  // A cookie whose name begins with __Secure- is replaced by a secure one only.
  (await cookies()).set(sessionCookieName(), '', {
    maxAge: 0,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: env().APP_URL.startsWith('https:'),
  });
  redirect('/sign-in');
}

/** Ends the session of this browser and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  await endHere({});
  await leave();
}

/** Ends all sessions of the person, this one included. */
export async function signOutEverywhere(): Promise<void> {
  const answer = await endEverywhere({});
  // Never pretend: other browsers are signed out, or the person is told that they are not.
  if (!answer.ok && answer.code !== 'unauthenticated') throw new Error(answer.message);
  await leave();
}

export const endSession = personalAction(
  'session.end',
  SessionInput,
  async ({ person, requestId, now }, { sessionId }) => {
    await endOwnSession(person, sessionId, { requestId, now });
  },
);

export const changePassword = personalAction(
  'password.change',
  ChangePasswordInput,
  async ({ person, requestId, now, address }, input) => {
    await changeOwnPassword(person, input, { requestId, now, address });
  },
);

export const changeName = personalAction(
  'person.rename',
  ChangeNameInput,
  ({ person, requestId, now }, input) => changeOwnName(person, input, { requestId, now }),
);
