import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import type { ErrorCode } from './contract';
import { ERROR_CODE_ROWS, errorCodeOf } from './error-code-row';

/** A page of the lab's error codes by code. */
export async function listErrorCodes(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: ErrorCode[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, ERROR_CODE_ROWS, query);
  const rows = await ctx.db.errorCode.findMany({ where: { id: { in: page.ids } } });
  return { data: inOrderOf(page.ids, rows).map(errorCodeOf), next_cursor: page.nextCursor };
}
