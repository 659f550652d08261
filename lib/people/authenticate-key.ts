import { unboundDb } from '@/lib/platform/db/client';
import { hashKey } from './api-key';
import type { Principal } from './principal';

const TOUCH_EVERY_MS = 60_000;

/** The key's principal, or null for one that is unknown, expired or revoked. */
export async function authenticateKey(token: string): Promise<Principal | null> {
  const now = new Date();
  const db = unboundDb();
  const found = await db.apiKey.findUnique({
    where: { hash: hashKey(token) },
    include: { lab: true },
  });
  if (!found || found.revokedAt !== null) return null;
  if (found.expiresAt !== null && found.expiresAt <= now) return null;
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
    await db.apiKey.update({ where: { id: found.id }, data: { lastUsedAt: now } });
  }
  const { id, slug, name, timeZone, firstWeekday } = found.lab;
  return {
    kind: 'key',
    keyId: found.id,
    deviceId: found.deviceId,
    name: found.name,
    role: found.role,
    lab: { id, slug, name, timeZone, firstWeekday },
  };
}
