import type { Step } from '../contract';
import type { Estimate } from '../durations/contract';
import type { Forecast } from './contract';

/** A step that was told, beside how long such steps take. */
export type ToldInCourse = Step & { estimate: Estimate };

/** A step still to come. Times are in milliseconds since 1970; `device` is a name. */
export type ComingInCourse = {
  name: string;
  fct: string;
  device: string;
  startMs: number;
  endMs: number;
};

/** Why there is no forecast. */
export type NoForecast =
  | { reason: 'finished' | 'nothing_to_go_by' }
  /** Earlier experiments had more steps than are forecast. */
  | { reason: 'too_long' }
  /** Nobody ever did this well, so that nothing is known of how long it takes. */
  | { reason: 'no_history'; name: string; steps: number };

/** All that an experiment's page shows of its steps, in the order of their beginning. */
export type ExperimentCourse = {
  steps: ToldInCourse[];
  /** How many earlier steps there are besides. */
  omitted: number;
  coming: ComingInCourse[];
  forecast: Forecast | null;
  why: NoForecast | null;
};
