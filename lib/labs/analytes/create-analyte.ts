import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { analyteColumns, analyteOf } from './analyte-row';
import type { Analyte, NewAnalyte } from './contract';
import { refuseLimitsOutOfOrder } from './refuse-limits-out-of-order';

/** Adds an analyte; a code that is taken is 409, limits out of order are 422. */
export function createAnalyte(ctx: Ctx, given: NewAnalyte): Promise<Analyte> {
  authorize(ctx, 'assays.write');
  return recordedChange(ctx, 'analyte', async (tx) => {
    refuseLimitsOutOfOrder({
      critical_low: given.critical_low ?? null,
      reference_low: given.reference_low ?? null,
      reference_high: given.reference_high ?? null,
      critical_high: given.critical_high ?? null,
    });
    const { code, name, ...rest } = given;
    const row = await tx.analyte.create({
      data: { id: newId(), labId: ctx.lab.id, code, name, ...analyteColumns(rest) },
    });
    return { after: analyteOf(row) };
  });
}
