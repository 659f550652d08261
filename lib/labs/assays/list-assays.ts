import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import { ASSAY_ROWS, assayOf, WITH_PARTS } from './assay-row';
import type { Assay } from './contract';

/** A page of the lab's assays by code. */
export async function listAssays(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: Assay[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, ASSAY_ROWS, query);
  const rows = await ctx.db.assay.findMany({
    where: { id: { in: page.ids } },
    include: WITH_PARTS,
  });
  return { data: inOrderOf(page.ids, rows).map(assayOf), next_cursor: page.nextCursor };
}
