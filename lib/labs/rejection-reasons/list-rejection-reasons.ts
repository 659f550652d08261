import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import type { RejectionReason } from './contract';
import { REJECTION_REASON_ROWS, rejectionReasonOf } from './rejection-reason-row';

/** A page of the lab's rejection reasons by code. */
export async function listRejectionReasons(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: RejectionReason[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, REJECTION_REASON_ROWS, query);
  const rows = await ctx.db.rejectionReason.findMany({ where: { id: { in: page.ids } } });
  return { data: inOrderOf(page.ids, rows).map(rejectionReasonOf), next_cursor: page.nextCursor };
}
