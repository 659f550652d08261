import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { Specimen } from '@/lib/specimens/contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { ResultsRequest } from './contract';
import { enterResults } from './enter-results';

/** What the bench sends of one test: the values typed, and whether it is submitted with them. */
export const ResultForm = z.strictObject({
  specimen_id: z.string().max(200),
  assay: z.string().max(64),
  submit: z.boolean(),
  results: ResultsRequest.shape.results.or(z.tuple([])),
});

/**
 * Enters results, and submits the test where that is asked for. When only the second is refused the
 * results stay, and the refusal says so.
 */
export async function saveResultForm(
  ctx: Ctx,
  { specimen_id: number, assay, submit, results }: z.output<typeof ResultForm>,
): Promise<Specimen> {
  const [first, ...rest] = results;
  if (first === undefined && !submit) {
    throw new AppError('invalid', 'Nothing was typed: enter a value first.');
  }
  const entered =
    first === undefined
      ? null
      : await enterResults(ctx, number, { assay, results: [first, ...rest] });
  if (!submit && entered) return entered;
  try {
    return await transitionTests(ctx, number, { action: 'submit', assays: [assay] });
  } catch (error) {
    if (entered === null || !(error instanceof AppError)) throw error;
    throw new AppError(error.code, `The results were saved, but not submitted. ${error.message}`, {
      ...(error.extra ? { extra: error.extra } : {}),
      cause: error,
    });
  }
}
