import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { ANALYTE_ROWS, analyteColumns, analyteOf } from './analyte-row';
import type { Analyte, AnalyteChange } from './contract';
import { refuseLimitsOutOfOrder } from './refuse-limits-out-of-order';

const LIMITS = ['critical_low', 'reference_low', 'reference_high', 'critical_high'] as const;

/**
 * Changes, retires or takes back an analyte; an unknown one is 404. Limits are checked as they
 * will stand, those given together with those kept. Results keep the flags they were given.
 */
export function changeAnalyte(ctx: Ctx, code: string, change: AnalyteChange): Promise<Analyte> {
  authorize(ctx, 'assays.write');
  return recordedChange(ctx, 'analyte', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, ANALYTE_ROWS, code, 'lock');
    const before = analyteOf(await tx.analyte.findUniqueOrThrow({ where: { id } }));
    const limits = { ...before };
    for (const limit of LIMITS) {
      const given = change[limit];
      if (given !== undefined) limits[limit] = given;
    }
    refuseLimitsOutOfOrder(limits);
    const { code: newCode, name, ...rest } = change;
    const data = { code: newCode, name, ...analyteColumns(rest) };
    return { before, after: analyteOf(await tx.analyte.update({ where: { id }, data })) };
  });
}
