import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Device, DeviceChange } from './contract';
import { DEVICE_FIELDS, DEVICE_ROWS, deviceOf } from './device-row';
import { refuseOccupied } from './refuse-occupied';

/**
 * Changes, retires or takes back the device of that name; an unknown one is 404. One that something
 * stands on keeps the positions it stands on, and is not retired: 409 says what stands where.
 */
export function changeDevice(ctx: Ctx, name: string, change: DeviceChange): Promise<Device> {
  authorize(ctx, 'platform.write');
  return recordedChange(ctx, 'device', async (tx) => {
    // Whoever puts something on a device holds it too: what is free now stays free.
    const id = await idOfNamedRow(tx, ctx, DEVICE_ROWS, name, 'lock');
    const before = await tx.device.findUniqueOrThrow({ where: { id }, select: DEVICE_FIELDS });
    const { active, heartbeat_seconds, ...rest } = change;
    const slots = active === false ? 0 : (change.slots ?? before.slots);
    if (slots < before.slots) {
      await refuseOccupied(tx, ctx, [{ id, slots }], active === false ? 'retire' : 'shrink');
    }
    const retiredAt =
      active === undefined ? undefined : active ? null : (before.retiredAt ?? ctx.now);
    const after = await tx.device.update({
      where: { id },
      data: { ...rest, heartbeatSeconds: heartbeat_seconds, retiredAt },
      select: DEVICE_FIELDS,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: id, version: 0 });
    return { before: deviceOf(before), after: deviceOf(after) };
  });
}
