import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import type { Location } from './contract';
import { LOCATION_ROWS, locationOf } from './location-row';

/** A page of the lab's locations by name. */
export async function listLocations(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: Location[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, LOCATION_ROWS, query);
  const rows = await ctx.db.location.findMany({ where: { id: { in: page.ids } } });
  return { data: inOrderOf(page.ids, rows).map(locationOf), next_cursor: page.nextCursor };
}
