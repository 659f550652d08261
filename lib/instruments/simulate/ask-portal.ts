import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** The portal refused what it was asked, for a reason that stays. */
export class PortalRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PortalRefused';
  }
}

const Problem = z.object({ code: z.string(), detail: z.string() });
const PATIENCE_MS = 30_000;
const AGAIN_MS = 500;

export type Ask = <S extends z.ZodType>(
  answer: S,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: unknown,
) => Promise<z.output<S>>;

/**
 * Asks a running portal with a key. While it is away or too busy the request is made again, for half
 * a minute; other refusals are thrown.
 */
export function askPortal(url: string, key: string): Ask {
  return async (schema, method, path, body) => {
    const ends = Date.now() + PATIENCE_MS;
    for (;;) {
      const init: RequestInit = {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      };
      const response = await fetch(`${url}/api/v1${path}`, init).catch((error: unknown) => {
        if (Date.now() >= ends) throw new Error(`${url} does not answer: ${String(error)}`);
        return null;
      });
      if (response?.ok) return schema.parse(await response.json());
      const passes = response === null || response.status === 429 || response.status >= 500;
      if (!passes || Date.now() >= ends) {
        const problem = Problem.safeParse(await response?.json().catch(() => null));
        const { code, detail } = problem.data ?? { code: 'unknown', detail: 'no reason given' };
        throw new PortalRefused(response?.status ?? 0, code, `${method} ${path}: ${detail}`);
      }
      await delay(AGAIN_MS);
    }
  };
}
