import { z } from 'zod';

/** What of a problem document tests look at. */
export const AppProblem = z.looseObject({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type AppProblem = z.output<typeof AppProblem>;
