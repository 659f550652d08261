import { authorize, type Ctx } from '@/lib/platform/context';
import type { Permission } from '@/lib/platform/access/permissions';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { AppError } from '@/lib/platform/errors';
import { DEVICE_ROWS } from './device-row';

/**
 * The id of the device of that name, retired or not, for an actor who may; an unknown one is 404. The
 * key of an instrument speaks of its own device only, and is refused any other. `lock` holds the row
 * until the transaction ends.
 */
export async function findDevice(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Ctx,
  permission: Permission,
  name: string,
  lock: 'lock' | 'read' = 'read',
): Promise<string> {
  authorize(ctx, permission);
  const id = await idOfNamedRow(tx, ctx, DEVICE_ROWS, name, lock);
  const { actor } = ctx;
  if (actor.kind === 'key' && actor.role === 'instrument' && actor.deviceId !== id) {
    throw new AppError('forbidden', 'This key is for its own device only.');
  }
  return id;
}
