const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Where to go on when this machine was reached by another of its loopback names than APP_URL's:
 * cookies and the Origin check follow APP_URL. Null when there is nothing to mend; other names are
 * left alone, as a proxy may speak for them.
 */
export function ownAddress(host: string | null, appUrl: string, path: string): string | null {
  if (host === null || !URL.canParse(`http://${host}`)) return null;
  const own = new URL(appUrl);
  const given = new URL(`http://${host}`);
  const alias = LOOPBACK.test(given.hostname) && LOOPBACK.test(own.hostname);
  if (!alias || given.host === own.host || given.port !== own.port) return null;
  return own.origin + path;
}
