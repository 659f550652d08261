import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import { ANALYTE_ROWS, analyteOf } from './analyte-row';
import type { Analyte } from './contract';

/** A page of the lab's analytes by code. */
export async function listAnalytes(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: Analyte[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, ANALYTE_ROWS, query);
  const rows = await ctx.db.analyte.findMany({ where: { id: { in: page.ids } } });
  return { data: inOrderOf(page.ids, rows).map(analyteOf), next_cursor: page.nextCursor };
}
