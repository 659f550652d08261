import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { ErrorCode, NewErrorCode } from './contract';
import { errorCodeOf } from './error-code-row';

/** Adds an error code; one that is taken is 409. */
export function createErrorCode(ctx: Ctx, given: NewErrorCode): Promise<ErrorCode> {
  authorize(ctx, 'reasons.write');
  return recordedChange(ctx, 'error_code', async (tx) => {
    const row = await tx.errorCode.create({ data: { ...given, id: newId(), labId: ctx.lab.id } });
    return { after: errorCodeOf(row) };
  });
}
