import { z } from 'zod';
import { PlanningModel, Scenario } from '../model';

/** Most scenarios of one question. */
export const MAX_SCENARIOS = 4;

/** What is to be simulated: the model as it stands, and each scenario beside it. */
export const SimulationQuestion = z.strictObject({
  model: PlanningModel,
  scenarios: z.array(Scenario).max(MAX_SCENARIOS, `must be at most ${MAX_SCENARIOS} scenarios`),
  /** The same seed gives the same answer, to the last digit. */
  seed: z
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(4_294_967_295, 'must be at most 4294967295'),
  runs: z
    .int('must be a whole number')
    .min(2, 'must be at least 2: an interval needs two')
    .max(200, 'must be at most 200')
    .default(30),
  /** Weeks of a run that are counted; left out: as many as give 20,000 tests, from 1 to 8. */
  weeks: z.int('must be a whole number').min(1, 'must be at least 1').max(52).optional(),
  /** Weeks before those, in which it settles; left out: 1, and more where a group is hard pressed. */
  warm_up_weeks: z.int('must be a whole number').min(0).max(52).optional(),
});
export type SimulationQuestion = z.output<typeof SimulationQuestion>;
