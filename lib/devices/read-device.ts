import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import type { Device } from './contract';
import { DEVICE_ROWS, deviceOf } from './device-row';

/** The device of that name; an unknown one is 404. */
export async function readDevice(ctx: Ctx, name: string): Promise<Device> {
  authorize(ctx, 'platform.read');
  const id = await idOfNamedRow(ctx.db, ctx, DEVICE_ROWS, name);
  return deviceOf(await ctx.db.device.findUniqueOrThrow({ where: { id } }));
}
