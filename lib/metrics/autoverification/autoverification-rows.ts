import { authorize, type Ctx } from '@/lib/platform/context';
import { isAutoverified } from './autoverification';
import type {
  AutoverificationRowsAnswer,
  AutoverificationRowsQuery,
} from './autoverification-contract';
import { readCohort } from '../read-cohort';
import type { Chosen } from '../turnaround/tat-rows';
import { idColumnOf, pageOfCohort } from '../turnaround/tat-rows';
import { testsQuestion } from '../turnaround/tat-question';

const HOLDS: Record<AutoverificationRowsQuery['which'], Chosen['holds']> = {
  released: () => true,
  system: isAutoverified,
  not_system: (units, unit) => !isAutoverified(units, unit),
};

/** The tests behind the share of autoverification, the newest release first, a page at a time. */
export async function autoverificationRows(
  ctx: Ctx,
  { limit, cursor, which, ...query }: AutoverificationRowsQuery,
): Promise<AutoverificationRowsAnswer> {
  authorize(ctx, 'read');
  const question = await testsQuestion(ctx, query);
  const cohort = await readCohort(ctx, question, [], [idColumnOf(question)]);
  const chosen = [{ part: 'finished' as const, holds: HOLDS[which] }];
  const { found, ...page } = await pageOfCohort(ctx, cohort, chosen, {
    limit,
    cursor,
    sort: 'latest',
  });
  return {
    data: found.map(({ row, units, unit }) => ({
      specimen_id: row.specimen_id,
      assay: row.assay,
      run: row.run ?? 1,
      priority: row.priority,
      state: row.state,
      released_at: row.end ?? '',
      verified_by_system: isAutoverified(units, unit),
    })),
    ...page,
  };
}
