// Passwords and keys made once and kept beside the embedded database, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const makers = {
  superuserPassword: () => randomBytes(24).toString('base64url'),
  ownerPassword: () => randomBytes(24).toString('base64url'),
  appPassword: () => randomBytes(24).toString('base64url'),
  reportingPassword: () => randomBytes(24).toString('base64url'),
  AUTH_SECRET: () => randomBytes(32).toString('base64'),
  SECRETS_KEY: () => randomBytes(32).toString('base64'),
  AUDIT_KEY: () => randomBytes(32).toString('base64'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: () => randomBytes(32).toString('base64'),
};

/**
 * Reads the secrets of an installation, making those that are missing. The keys are 32 random
 * bytes in base64.
 * @param {string} home
 * @returns {import('./embedded-secrets.mjs').EmbeddedSecrets}
 */
export function embeddedSecrets(home) {
  const file = path.join(home, 'secrets.json');
  const secrets = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  let added = false;
  for (const [name, make] of Object.entries(makers)) {
    if (typeof secrets[name] === 'string') continue;
    secrets[name] = make();
    added = true;
  }
  if (added) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(secrets, null, 2) + '\n', { mode: 0o600 });
    renameSync(draft, file);
  } else {
    chmodSync(file, 0o600);
  }
  return secrets;
}
