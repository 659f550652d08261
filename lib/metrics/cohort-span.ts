import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { TEST_MILESTONE } from './milestone-sql';
import type { TatQuestion } from './tat-question';

const Span = z.array(z.object({ first: z.number().nullable() }));

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
/** No work is older or lies further ahead; hours are laid out a day at a time, so it must end. */
const [YEARS_BACK, YEARS_AHEAD] = [50, 5];

/**
 * The stretch of time (ms since 1970) that opening hours are needed for: from the lab's earliest
 * start of the segment, which may lie long before a window, to the window's end or now;
 * within bounds, whatever window is asked for and whatever years were mistyped into the work.
 */
export async function cohortSpan(
  db: Pick<LabTx, '$queryRaw'>,
  question: Pick<TatQuestion, 'labId' | 'window' | 'segment' | 'now'>,
): Promise<{ from: number; to: number }> {
  const { from, to } = question.window;
  const [row] = Span.parse(
    await db.$queryRaw`
      SELECT (extract(epoch FROM min(${TEST_MILESTONE[question.segment.start]})) * 1000)::float8 AS first
      FROM ordered_tests t WHERE t.lab_id = ${question.labId}::uuid`,
  );
  const now = question.now.getTime();
  return {
    from: Math.max(Math.min(row?.first ?? Infinity, from.getTime()), now - YEARS_BACK * YEAR_MS),
    to: Math.min(Math.max(to.getTime(), now), now + YEARS_AHEAD * YEAR_MS),
  };
}
