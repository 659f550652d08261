import { authorize, type Ctx } from '@/lib/platform/context';
import type { ResultStatus } from './contract';

/** A value that another took the place of. */
export type EarlierResult = {
  analyte: string;
  value: string;
  unit: string | null;
  flags: string[];
  critical: boolean;
  status: ResultStatus;
  available_at: string;
  replaced_at: string;
  comment: string | null;
  /** Who gave it. */
  by: string;
};

/** A value in force that no critical limit was compared with, its unit being another. */
export type UnjudgedResult = { analyte: string; unit: string | null; limit_unit: string | null };

export type ResultHistory = {
  assay: string;
  run: number;
  /** Newest first. */
  earlier: EarlierResult[];
  unjudged: UnjudgedResult[];
};

/** What the results of a specimen's tests were before, and which of them nobody could judge. */
export async function resultHistory(ctx: Ctx, number: string): Promise<ResultHistory[]> {
  authorize(ctx, 'read');
  const tests = await ctx.db.orderedTest.findMany({
    where: { specimen: { number } },
    select: {
      run: true,
      assay: { select: { code: true } },
      results: {
        where: { OR: [{ replacedAt: { not: null } }, { criticalBasis: 'other_unit' }] },
        orderBy: [{ replacedAt: 'desc' }, { id: 'desc' }],
        include: { analyte: { select: { code: true, unit: true } } },
      },
    },
  });
  return tests.map(({ run, assay, results }) => ({
    assay: assay.code,
    run,
    earlier: results.flatMap(({ replacedAt, analyte, ...row }): EarlierResult[] =>
      replacedAt === null
        ? []
        : [
            {
              analyte: analyte.code,
              value: row.value,
              unit: row.unit,
              flags: row.flags,
              critical: row.critical,
              status: row.status,
              available_at: row.availableAt.toISOString(),
              replaced_at: replacedAt.toISOString(),
              comment: row.comment,
              by: row.actorName,
            },
          ],
    ),
    unjudged: results.flatMap(({ replacedAt, criticalBasis, analyte, unit }): UnjudgedResult[] =>
      replacedAt === null && criticalBasis === 'other_unit'
        ? [{ analyte: analyte.code, unit, limit_unit: analyte.unit }]
        : [],
    ),
  }));
}
