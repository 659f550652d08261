import { decode } from 'next-auth/jwt';
import { env } from '@/lib/platform/env';

/** next-auth's cookie, with the prefix that browsers hold to https. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith('https:')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token';
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** The session and user a valid token names, or null. */
export async function readSessionToken(
  cookieHeader: string,
): Promise<{ sessionId: string; userId: string } | null> {
  const value = cookieValue(cookieHeader, sessionCookieName());
  if (value === null) return null;
  try {
    const token = await decode({ token: value, secret: env().AUTH_SECRET });
    const { sid, sub } = token ?? {};
    return typeof sid === 'string' && typeof sub === 'string'
      ? { sessionId: sid, userId: sub }
      : null;
  } catch {
    return null;
  }
}
