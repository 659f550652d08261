import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabKey } from './contract';

/** All keys of the lab, those in use first, newest first; never the keys themselves. For admins. */
export async function listKeys(ctx: Ctx): Promise<LabKey[]> {
  authorize(ctx, 'keys.write');
  const rows = await ctx.db.apiKey.findMany({
    include: { device: true },
    orderBy: { createdAt: 'desc' },
  });
  const keys = rows.map((row): LabKey => {
    const expired = row.expiresAt !== null && row.expiresAt <= ctx.now;
    return {
      keyId: row.id,
      name: row.name,
      prefix: row.prefix,
      role: row.role,
      device: row.device?.name ?? null,
      madeBy: row.makerName,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      revokedAt: row.revokedAt?.toISOString() ?? null,
      status: row.revokedAt !== null ? 'revoked' : expired ? 'expired' : 'active',
    };
  });
  const rank = (key: LabKey) => (key.status === 'active' ? 0 : 1);
  return keys.sort((a, b) => rank(a) - rank(b));
}
