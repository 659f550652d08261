import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Device, NewDevice } from './contract';
import { DEVICE_FIELDS, deviceOf } from './device-row';

/** Adds a device with its positions; a name that is taken is 409. */
export function createDevice(ctx: Ctx, given: NewDevice): Promise<Device> {
  authorize(ctx, 'platform.write');
  const { name, type, slots, heartbeat_seconds } = given;
  return recordedChange(ctx, 'device', async (tx) => {
    const row = await tx.device.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        name,
        type,
        slots,
        heartbeatSeconds: heartbeat_seconds ?? null,
      },
      select: DEVICE_FIELDS,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: row.id, version: 0 });
    return { after: deviceOf(row) };
  });
}
