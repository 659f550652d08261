import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
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
  lab_id: z.string(),
  slug: z.string(),
  lab_name: z.string(),
  time_zone: z.string(),
  first_weekday: z.number(),
});

/** The key's principal, or null for one that is unknown, expired or revoked. */
export async function authenticateKey(token: string): Promise<Principal | null> {
  const now = new Date();
  const [found] = await leanQuery(
    FoundKey,
    `SELECT k.id::text AS id, k.device_id::text AS device_id, k.name, k.role::text AS role,
       k.revoked_at, k.expires_at, k.last_used_at, l.id::text AS lab_id, l.slug,
       l.name AS lab_name, l.time_zone, l.first_weekday
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
    lab: {
      id: found.lab_id,
      slug: found.slug,
      name: found.lab_name,
      timeZone: found.time_zone,
      firstWeekday: found.first_weekday,
    },
  };
}
