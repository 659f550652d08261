import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import type { Device } from './contract';
import { DEVICE_FIELDS, DEVICE_ROWS, deviceOf } from './device-row';

/** A page of the lab's devices by name. */
export async function listDevices(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: Device[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const page = await pageOfNamedRows(ctx, DEVICE_ROWS, query);
  const where = { id: { in: page.ids } };
  const rows = await ctx.db.device.findMany({ where, select: DEVICE_FIELDS });
  return { data: inOrderOf(page.ids, rows).map(deviceOf), next_cursor: page.nextCursor };
}
