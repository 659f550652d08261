import type { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { codes, times, valuesOf } from './blocks/block';
import type { ColumnName } from './blocks/block-columns';
import type { questionShape } from './contract';
import { headlineSegment } from './figures/sla/headline-question';
import { readCohort, type Cohort } from './read-cohort';
import type { Units } from './scan/units';
import { testsQuestion } from './turnaround/tat-question';

type Condition = (units: Units, unit: number) => boolean;

/** Work ordered STAT or URGENT, of tests that were received in the window. */
export type UrgentTests = {
  cohort: Cohort;
  /** Of the unit at hand: whether it is urgent, and whether its headline segment ended by its due time. */
  isUrgent: Condition;
  onTime: Condition;
};

/**
 * Reads the tests received in a window: from receipt to release, due when the lab's headline segment
 * is.
 */
export async function readUrgentTests(
  ctx: Ctx,
  asked: z.output<z.ZodObject<typeof questionShape>>,
  others: readonly ColumnName[] = [],
): Promise<UrgentTests> {
  const [question, headline] = await Promise.all([testsQuestion(ctx, asked), headlineSegment(ctx)]);
  const cohort = await readCohort(
    ctx,
    { ...question, due: { by: 'due_at' }, working: false },
    ['priority'],
    [headline.end, ...others],
  );
  return {
    cohort,
    isUrgent: ({ block }, unit) => {
      const name = valuesOf(block, 'priority')[codes(block, 'priority')[unit] ?? -1];
      return name === 'STAT' || name === 'URGENT';
    },
    onTime: ({ block, due }, unit) =>
      (times(block, headline.end)[unit] ?? NaN) <= (due[unit] ?? NaN),
  };
}

export const isReleased: Condition = ({ end }, unit) => !Number.isNaN(end[unit] ?? NaN);
export const hasTurnaround: Condition = ({ start, end }, unit) =>
  (end[unit] ?? NaN) >= (start[unit] ?? NaN);
