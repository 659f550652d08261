export type SignInOutcome =
  | { ok: true; url: string }
  | { ok: false; reason: 'wrong' | 'unavailable' }
  | { ok: false; reason: 'wait'; seconds: number };

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** What the error that next-auth hands back means. */
export function readRefusal(error: string | null): Exclude<SignInOutcome, { ok: true }> {
  const wait = /^wait-(\d{1,4})$/.exec(error ?? '')?.[1];
  if (wait !== undefined) return { ok: false, reason: 'wait', seconds: Number(wait) };
  const wrong = error === 'wrong' || error === 'CredentialsSignin';
  return { ok: false, reason: wrong ? 'wrong' : 'unavailable' };
}

/**
 * Signs in through next-auth. On success `url` is the page to go on to, checked by the server to
 * be one of ours.
 */
export async function startSession(
  provider: 'password' | 'demo',
  fields: Record<string, string>,
  next: string,
): Promise<SignInOutcome> {
  try {
    const { csrfToken } = await jsonOf(await fetch('/api/auth/csrf', { cache: 'no-store' }));
    if (typeof csrfToken !== 'string') return { ok: false, reason: 'unavailable' };
    const response = await fetch(`/api/auth/callback/${provider}`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: next, json: 'true' }),
    });
    const { url } = await jsonOf(response);
    if (typeof url !== 'string') return { ok: false, reason: 'unavailable' };
    const answer = new URL(url, window.location.href);
    const error = answer.searchParams.get('error');
    if (!response.ok) return readRefusal(error);
    if (answer.searchParams.has('csrf')) return { ok: false, reason: 'unavailable' };
    // The path alone: the same page under whichever name this machine was reached.
    return { ok: true, url: answer.pathname + answer.search + answer.hash };
  } catch {
    return { ok: false, reason: 'unavailable' };
  }
}
