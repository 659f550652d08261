import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import type { Device, DeviceChange } from './contract';
import { DEVICE_ROWS, deviceOf } from './device-row';

/** Renames, retires or takes back the device of that name; an unknown one is 404. */
export function changeDevice(ctx: Ctx, name: string, change: DeviceChange): Promise<Device> {
  authorize(ctx, 'platform.write');
  return recordedChange(ctx, 'device', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, DEVICE_ROWS, name, 'lock');
    const before = await tx.device.findUniqueOrThrow({ where: { id } });
    const { active, ...rest } = change;
    const retiredAt =
      active === undefined ? undefined : active ? null : (before.retiredAt ?? ctx.now);
    const after = await tx.device.update({ where: { id }, data: { ...rest, retiredAt } });
    return { before: deviceOf(before), after: deviceOf(after) };
  });
}
