import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { Device, NewDevice } from './contract';
import { deviceOf } from './device-row';

/** Adds a device; a name that is taken is 409. */
export function createDevice(ctx: Ctx, given: NewDevice): Promise<Device> {
  authorize(ctx, 'platform.write');
  return recordedChange(ctx, 'device', async (tx) => {
    const row = await tx.device.create({ data: { ...given, id: newId(), labId: ctx.lab.id } });
    return { after: deviceOf(row) };
  });
}
