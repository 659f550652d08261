export interface EmbeddedSecrets {
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
  reportingPassword: string;
  AUTH_SECRET: string;
  SECRETS_KEY: string;
  AUDIT_KEY: string;
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string;
}
export function embeddedSecrets(home: string): EmbeddedSecrets;
