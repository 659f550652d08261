import type { Endpoint } from '@/lib/platform/http/endpoint';

/** The whole path of an endpoint, parameters in braces: /api/v1/assays/{code}. */
export function addressOf(endpoint: Pick<Endpoint, 'base' | 'path'>): string {
  return `${endpoint.base ?? '/api/v1'}${endpoint.path}`;
}

/** The names in braces, in order. */
export function parametersOf(address: string): string[] {
  return [...address.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
}

/** Whether a request's path is one of that address. */
export function matchesAddress(address: string, pathname: string): boolean {
  const wanted = address.split('/');
  const given = pathname.replace(/\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith('{') || part === given[index])
  );
}
