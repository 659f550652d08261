// The interface as a client with a key sees it.
import { setTimeout as delay } from 'node:timers/promises';

/** @returns a function that asks, waits while the portal is away, and throws what it refused */
export function apiClient(url, key) {
  return async function ask(method, path, body, { patience = 30_000 } = {}) {
    const ends = Date.now() + patience;
    for (;;) {
      try {
        const isForm = body instanceof FormData;
        const init = {
          method,
          headers: {
            authorization: `Bearer ${key}`,
            ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
          },
          body: body === undefined || isForm ? body : JSON.stringify(body),
          signal: AbortSignal.timeout(10_000),
        };
        const answer = await fetch(`${url}/api/v1${path}`, init);
        const text = await answer.text();
        if (answer.ok) return text === '' ? null : JSON.parse(text);
        if (answer.status < 500) {
          throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text}`), {
            refused: true,
          });
        }
      } catch (error) {
        if (error.refused || Date.now() > ends) throw error;
      }
      if (Date.now() > ends) throw new Error(`${method} ${path}: no answer in time`);
      await delay(200);
    }
  };
}

/** All rows of a list. */
export async function listAll(ask, path) {
  const rows = [];
  for (let cursor; ;) {
    const page = await ask('GET', `${path}&limit=500${cursor ? `&cursor=${cursor}` : ''}`);
    rows.push(...page.data);
    if (!page.next_cursor) return rows;
    cursor = encodeURIComponent(page.next_cursor);
  }
}
