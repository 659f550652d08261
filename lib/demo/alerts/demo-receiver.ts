import { realAdminExists } from '@/lib/people/demo-mode';
import { env, type Env } from '@/lib/platform/env';

/** Where the portal takes what the demo's channels are sent. */
export const DEMO_RECEIVER = '/api/demo/receiver';

const EVERY_ADDRESS = new Set(['0.0.0.0', '127.0.0.1']);
const BY_NAME = new Set(['::', '::1', 'localhost']);

/**
 * The address by which the worker reaches the portal's own receiver; null where the portal does not
 * listen on loopback, which is all that the demo may post to.
 */
export function demoReceiverAddress({ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>): string | null {
  if (EVERY_ADDRESS.has(HOST)) return `http://127.0.0.1:${PORT}${DEMO_RECEIVER}`;
  if (BY_NAME.has(HOST)) return `http://localhost:${PORT}${DEMO_RECEIVER}`;
  return null;
}

/** Whether the demo is on, and so its channels have somebody to tell. */
export async function demoReceives(): Promise<boolean> {
  return env().BENCHWATCH_EMBEDDED && !(await realAdminExists());
}

/** Of these channels, those whose notifications end in this portal. */
export async function endingHere<C extends { host: string }>(channels: readonly C[]): Promise<C[]> {
  const address = demoReceiverAddress(env());
  if (address === null || !(await demoReceives())) return [];
  const { host } = new URL(address);
  return channels.filter((channel) => channel.host === host);
}
