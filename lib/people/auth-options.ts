import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { clientAddress } from '@/lib/platform/http/client-address';
import { requestIdOf } from '@/lib/platform/http/request-id';
import { log } from '@/lib/platform/log';
import { personOfSession } from './authenticate-person';
import { demoRequest } from './demo-mode';
import { safePath } from './safe-path';
import { SESSION_LIFETIME_SECONDS, type SignInFrom } from './session';
import { readSessionToken, sessionCookieName } from './session-token';
import { type Refusal, signInByPassword, type SignedIn, signInToDemo } from './sign-in';

const PasswordForm = z.object({ email: z.string().min(1), password: z.string().min(1).max(1000) });
const DemoForm = z.object({ email: z.string().min(1).max(254) });

function headersOf(given: Record<string, unknown> | undefined): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given ?? {})) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

async function fromWhere(headers: Headers): Promise<SignInFrom> {
  const before = await readSessionToken(headers.get('cookie') ?? '');
  return {
    address: clientAddress(headers, env().TRUST_PROXY),
    userAgent: headers.get('user-agent'),
    replaces: before?.sessionId ?? null,
    requestId: requestIdOf(headers),
    now: new Date(),
  };
}

/**
 * next-auth shows the message of an error to the browser: `wait-37` and `wrong` are ours, and what
 * was not foreseen is logged and becomes `unavailable`.
 */
async function authorized(signIn: () => Promise<SignedIn | Refusal>) {
  let outcome: SignedIn | Refusal;
  try {
    outcome = await signIn();
  } catch (error) {
    log.error({ err: error }, 'sign-in failed');
    throw new Error('unavailable', { cause: error });
  }
  if ('refused' in outcome) {
    throw new Error(outcome.refused === 'wait' ? `wait-${outcome.seconds}` : 'wrong');
  }
  return { id: outcome.userId, sid: outcome.sessionId };
}

/** next-auth by email and password, and by choice of a demo person; the token names a session. */
export function authOptions(): NextAuthOptions {
  const secure = env().APP_URL.startsWith('https:');
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    session: { strategy: 'jwt', maxAge: SESSION_LIFETIME_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'password',
        credentials: { email: {}, password: {} },
        authorize: (given, request) =>
          authorized(async () => {
            const form = PasswordForm.safeParse(given);
            if (!form.success) return { refused: 'wrong' };
            return signInByPassword(form.data, await fromWhere(headersOf(request.headers)));
          }),
      }),
      CredentialsProvider({
        id: 'demo',
        credentials: { email: {} },
        authorize: (given, request) =>
          authorized(async () => {
            const form = DemoForm.safeParse(given);
            if (!form.success) return { refused: 'wrong' };
            const headers = headersOf(request.headers);
            const asked = demoRequest(headers, env());
            return signInToDemo(form.data.email, asked, await fromWhere(headers));
          }),
      }),
    ],
    callbacks: {
      // Nothing of the person is kept in the token: it would go stale.
      jwt: ({ token, user }) =>
        user && 'sid' in user
          ? { sub: user.id, sid: user.sid }
          : { sub: token.sub, sid: token.sid },
      async session({ session, token }) {
        const { sid, sub } = token;
        const person =
          typeof sid === 'string' && typeof sub === 'string'
            ? await personOfSession(sid, sub)
            : null;
        return {
          expires: session.expires,
          ...(person ? { user: { name: person.name, email: person.email } } : {}),
        };
      },
      redirect({ url, baseUrl }) {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + (safePath(path) ?? '/');
      },
    },
    events: {
      async signOut({ token }) {
        const { sid, sub } = token ?? {};
        if (typeof sid !== 'string' || typeof sub !== 'string') return;
        await unboundDb().session.updateMany({
          where: { id: sid, userId: sub, revokedAt: null },
          data: { revokedAt: new Date() },
        });
      },
    },
    logger: {
      error: (code, detail) =>
        log.error(
          { code, reason: detail instanceof Error ? detail.message : undefined },
          'next-auth',
        ),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
