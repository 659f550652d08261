import { cookies, headers } from 'next/headers';
import { parseTheme, themeCookie, type ThemeChoice } from './theme';

/** What the root layout needs of the request: the CSP nonce, the chosen theme, the request id. */
export async function requestFacts(): Promise<{
  nonce?: string;
  theme: ThemeChoice;
  requestId?: string;
}> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  return {
    nonce: head.get('x-nonce') ?? undefined,
    theme: parseTheme(jar.get(themeCookie)?.value),
    requestId: head.get('x-request-id') ?? undefined,
  };
}
