import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { LAB_COLUMNS, labOf, labShape } from '@/lib/platform/db/lab-columns';
import { leanQuery } from '@/lib/platform/db/lean-query';
import { KEY_ROLES } from '@/lib/platform/access/roles';
import { hashKey } from './api-key';
import type { Principal } from './principal';

const TOUCH_EVERY_MS = 60_000;

const FoundKey = z.object({
  id: z.string(),
  device_id: z.string().nullable(),
  name: z.string(),
  role: z.enum(KEY_ROLES),
  revoked_at: z.date().nullable(),
  expires_at: z.date().nullable(),
  last_used_at: z.date().nullable(),
  ...labShape,
});

/** The key's principal, or null for one that is unknown, expired or revoked. */
export async function authenticateKey(token: string): Promise<Principal | null> {
  const now = new Date();
  const [found] = await leanQuery(
    FoundKey,
    `SELECT k.id::text AS id, k.device_id::text AS device_id, k.name, k.role::text AS role,
       k.revoked_at, k.expires_at, k.last_used_at, ${LAB_COLUMNS}
     FROM api_keys k JOIN labs l ON l.id = k.lab_id WHERE k.hash = $1::bytea`,
    [Buffer.from(hashKey(token))],
  );
  if (!found || found.revoked_at !== null) return null;
  if (found.expires_at !== null && found.expires_at <= now) return null;
  const { last_used_at: usedAt } = found;
  if (usedAt === null || now.getTime() - usedAt.getTime() > TOUCH_EVERY_MS) {
    await unboundDb().apiKey.update({ where: { id: found.id }, data: { lastUsedAt: now } });
  }
  return {
    kind: 'key',
    keyId: found.id,
    deviceId: found.device_id,
    name: found.name,
    role: found.role,
    lab: labOf(found),
  };
}
