import { authorize, type Ctx } from '@/lib/platform/context';
import type { Experiment } from '../contract';
import { keptPlan } from '../experiments/kept-plan';
import { listExperiments } from '../experiments/list-experiments';
import type { Forecast } from './contract';
import type { NoForecast } from './course-contract';
import { readOutlook } from './read-outlook';

/** As many of those that run are listed; more at once are unheard of. */
const LISTED = 100;
/** Forecasts cost some milliseconds each; those of more stand on their pages. */
const FORECAST = 20;

export type RunningExperiment = {
  experiment: Experiment;
  /** Steps still to come, as far as its forecast knows. */
  coming: number;
  forecast: Forecast | null;
  /** Why there is none; null if nobody looked. */
  why: NoForecast | null;
};

/** The running experiments of the lab or of one version of a process, the newest first. */
export async function readRunning(ctx: Ctx, process?: string): Promise<RunningExperiment[]> {
  authorize(ctx, 'platform.read');
  const { data } = await listExperiments(ctx, {
    limit: LISTED,
    finished: false,
    ...(process === undefined ? {} : { process }),
  });
  const rows = await ctx.db.experiment.findMany({
    where: { id: { in: data.slice(0, FORECAST).map(({ uuid }) => uuid) } },
    select: { id: true, plan: true },
  });
  const plans = new Map(rows.map(({ id, plan }) => [id, plan]));
  const running: RunningExperiment[] = [];
  for (const [index, experiment] of data.entries()) {
    if (index >= FORECAST) {
      running.push({ experiment, coming: 0, forecast: null, why: null });
      continue;
    }
    const plan = await keptPlan(ctx.db, ctx, plans.get(experiment.uuid));
    const outlook = await readOutlook(ctx, { ...experiment, plan });
    const coming = outlook.forecast === null ? 0 : outlook.coming.length;
    const why = outlook.forecast === null ? outlook.why : null;
    running.push({ experiment, coming, forecast: outlook.forecast, why });
  }
  return running;
}
