import { z } from 'zod';
import { dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { DaySpan } from './whole-weeks';

const Span = z.tuple([z.object({ first: z.date().nullable(), last: z.date().nullable() })]);

/** The days of the lab between its first and its last received test; null for a lab without any. */
export async function daysWithData(ctx: Ctx): Promise<DaySpan | null> {
  authorize(ctx, 'what_if.run');
  const [{ first, last }] = Span.parse(
    await ctx.db.$queryRaw`SELECT min(received_at) AS first, max(received_at) AS last
      FROM ordered_tests WHERE lab_id = ${ctx.lab.id}::uuid AND received_at <= ${ctx.now}`,
  );
  if (first === null || last === null) return null;
  const { timeZone } = ctx.lab;
  return { from: dayOf(first, timeZone), to: dayOf(last, timeZone) };
}
