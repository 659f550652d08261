import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { BackTest, Baseline, Check, MEASURES } from '../contract';
import { SimulationAnswer } from '../forecast';
import { SimulationQuestion } from '../simulation/question';

const span = z.object({ from: timeAnswer, to: timeAnswer });
const Figures = z.record(z.enum(MEASURES), z.number().nullable());
export type MeasuredFigures = z.output<typeof Figures>;

/** What came, and what came the week before; with what a back-test compares a forecast. */
export const Came = z.object({
  fitted: span,
  forecast: span,
  last_week: span,
  /** Tests that the period's hours bring for each that an average week's bring. */
  share_of_week: z.number(),
  whole: z.object({ actual: Figures, last_week: Figures }),
  groups: z.array(z.object({ name: z.string(), actual: Figures, last_week: Figures })),
});
export type Came = z.output<typeof Came>;

/** A question as what_ifs.question keeps it: what was fitted, and what is simulated. */
export const StoredQuestion = z.object({
  kind: z.enum(['what_if', 'back_test']),
  fit: Baseline,
  simulation: SimulationQuestion,
  came: Came.nullable(),
});
export type StoredQuestion = z.output<typeof StoredQuestion>;

/** An answer as what_ifs.answer keeps it. */
export const StoredAnswer = z.object({
  simulated: SimulationAnswer,
  check: z.array(Check),
  back_test: BackTest.nullable(),
});
export type StoredAnswer = z.output<typeof StoredAnswer>;
