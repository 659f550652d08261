import type { EmbeddedSecrets } from './embedded-secrets.mjs';

export interface EmbeddedDatabase {
  /** Folder with the cluster, its log and the secrets. */
  home: string;
  port: number;
  /** The server was running already. */
  joined: boolean;
  /** What the app's processes need in their environment. */
  env: Record<
    | 'DATABASE_URL'
    | 'DATABASE_OWNER_URL'
    | 'BENCHWATCH_EMBEDDED'
    | 'AUTH_SECRET'
    | 'SECRETS_KEY'
    | 'AUDIT_KEY'
    | 'AUDIT_ANCHOR'
    | 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
    string
  >;
  superuserUrl: string;
  reportingUrl: string;
  /**
   * Leaves, and stops the server if nobody else is connected; the owner (`npm start`) stops it
   * unless another Benchwatch command still works on it. Resolves to whether it was stopped.
   */
  leave(options?: { owner?: boolean }): Promise<boolean>;
}
/** With keepRunning a server that dies is started again, until leave(). */
export function joinEmbedded(
  environment?: Record<string, string | undefined>,
  options?: { keepRunning?: boolean },
): Promise<EmbeddedDatabase>;
export function installationKeys(
  environment?: Record<string, string | undefined>,
): Pick<
  EmbeddedSecrets,
  'AUTH_SECRET' | 'SECRETS_KEY' | 'AUDIT_KEY' | 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'
>;
