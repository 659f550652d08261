import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import type { ErrorCode, ErrorCodeChange } from './contract';
import { ERROR_CODE_ROWS, errorCodeOf } from './error-code-row';

/** Changes, retires or takes back an error code; an unknown one is 404. */
export function changeErrorCode(
  ctx: Ctx,
  code: string,
  change: ErrorCodeChange,
): Promise<ErrorCode> {
  authorize(ctx, 'reasons.write');
  return recordedChange(ctx, 'error_code', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, ERROR_CODE_ROWS, code, 'lock');
    const before = await tx.errorCode.findUniqueOrThrow({ where: { id } });
    const after = await tx.errorCode.update({ where: { id }, data: change });
    return { before: errorCodeOf(before), after: errorCodeOf(after) };
  });
}
