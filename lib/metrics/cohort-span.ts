import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { TEST_MILESTONE } from './milestone-sql';
import type { TatQuestion } from './tat-question';

const Span = z.array(z.object({ first: z.number().nullable() }));

/**
 * The stretch of time (ms since 1970) that opening hours are needed for: from the lab's earliest
 * start of the segment, which may lie long before a window, to the window's end or now.
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
  return {
    from: Math.min(row?.first ?? Infinity, from.getTime()),
    to: Math.max(to.getTime(), question.now.getTime()),
  };
}
