import { deliveriesTo } from './deliveries';
import type { GroupPlan } from './group-plan';
import { GroupRun, type GroupRecord, type Watch } from './group-run';
import { stopsOf } from './stops';
import { WEEK_MINUTES } from './week';

/**
 * One run of one group with the luck that belongs to it.
 *
 * @param path that names its random numbers: seed and run
 */
export function runGroup(
  plan: GroupPlan,
  path: readonly number[],
  weeks: { warmUp: number; counted: number },
  watch?: Watch,
): GroupRecord {
  const until = weeks.counted * WEEK_MINUTES;
  const deliveries = deliveriesTo(plan, path, -weeks.warmUp, until);
  const stops = stopsOf(plan, path, -weeks.warmUp, until);
  return new GroupRun(plan, { deliveries, stops }, weeks, watch).run();
}
