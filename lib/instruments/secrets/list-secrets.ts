import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import type { SecretAnswer } from './contract';
import { SECRET_COLUMNS, secretAnswer } from './secret-row';

const SHOWN = 50;

/** The secrets of a device without their text, the newest first. */
export async function listSecrets(ctx: Ctx, name: string): Promise<{ data: SecretAnswer[] }> {
  const deviceId = await findDevice(ctx.db, ctx, 'secrets.write', name);
  const rows = await ctx.db.deviceSecret.findMany({
    where: { deviceId },
    select: SECRET_COLUMNS,
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
  return { data: rows.map((row) => secretAnswer(row, ctx.now)) };
}
