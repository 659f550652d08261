import type { Ctx } from '@/lib/platform/context';
import { certificateEnd } from './certificates/certificate';
import type { DeviceInFull } from './contract';
import { DEVICE_FIELDS, deviceOf } from './device-row';
import { findDevice } from './find-device';

/** The device of that name; an unknown one is 404. */
export async function readDevice(ctx: Ctx, name: string): Promise<DeviceInFull> {
  const id = await findDevice(ctx.db, ctx, 'device.read', name);
  const { certificatePem, ...row } = await ctx.db.device.findUniqueOrThrow({
    where: { id },
    select: { ...DEVICE_FIELDS, certificatePem: true },
  });
  const end = certificatePem === null ? null : certificateEnd(certificatePem);
  return { ...deviceOf(row), certificate_expires_at: end?.toISOString() ?? null };
}
