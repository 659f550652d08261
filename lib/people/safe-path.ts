const BASE = 'http://portal.invalid';

/**
 * A path within the portal to go on to, or null: another site, a scheme, `//host`, a backslash
 * browsers read as a slash, and a way back to the sign-in page are none.
 */
export function safePath(given: string | null | undefined): string | null {
  // eslint-disable-next-line no-control-regex
  if (!given || !given.startsWith('/') || /[\\\u0000-\u001f]/.test(given)) return null;
  if (!URL.canParse(given, BASE)) return null;
  const url = new URL(given, BASE);
  if (url.origin !== BASE || url.pathname.startsWith('//')) return null;
  if (/^\/(sign-in|api)(\/|$)/.test(url.pathname)) return null;
  return url.pathname + url.search + url.hash;
}
