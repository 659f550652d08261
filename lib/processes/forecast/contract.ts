import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';

export const Forecast = z.object({
  end: timeAnswer.describe('The median of simulated runs from now on.'),
  from: timeAnswer.describe('Their 10th percentile.'),
  to: timeAnswer.describe('Their 90th percentile.'),
  overrun: z
    .boolean()
    .describe(
      'Whether a running step has taken longer than any before: it is taken to end now, so that the end may be later than all three say.',
    ),
  basis: z
    .enum(['plan', 'history'])
    .describe('The plan, or the steps usual in earlier finished experiments of this version.'),
  based_on: z.number().int().describe('How many steps of the plan, or how many experiments.'),
});
export type Forecast = z.output<typeof Forecast>;
