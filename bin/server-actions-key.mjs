// Every instance of a deployment must build with one key for server actions.
import { hkdfSync } from 'node:crypto';

/**
 * The key derived from SECRETS_KEY, for deployments that set none of their own.
 * @param {Record<string, string>} environment
 */
export function serverActionsKey({ SECRETS_KEY }) {
  if (!SECRETS_KEY) return {};
  const bytes = hkdfSync('sha256', SECRETS_KEY, '', 'next server actions', 32);
  return { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(bytes).toString('base64') };
}
