import type { Difference, GroupForecast, SimulationAnswer, WholeForecast } from '../forecast';
import { scenarioFaults } from '../model';
import { closedForm } from '../queueing/closed-form';
import { capacityPerWeek, testsPerWeek } from './capacity';
import { CollectRuns } from './collect-runs';
import { groupPlans, type GroupPlan } from './group-plan';
import type { GroupRecord } from './group-run';
import { isEmpty, warmUpWeeks, weeksOfRun, weeksToSettle } from './how-long';
import type { SimulationQuestion } from './question';
import { runFigures } from './run-figures';
import { runGroup } from './run-group';

/** Tests of all scenarios in one run, which are in memory together, and in all runs, which take time. */
const MOST_TESTS_OF_A_RUN = 5_000_000;
const MOST_TESTS = 500_000_000;

/** Sums of rates are not exact: what is within a billionth of the capacity is as much as it. */
const FULL = 1 - 1e-9;

/** A plan that is simulated once for all scenarios that share it. */
type Simulated = {
  plan: GroupPlan;
  demand: number;
  capacity: number;
  load: number;
  state: 'stable' | 'unstable' | 'idle';
  warmUp: number;
  settled: boolean;
  runs: CollectRuns;
};

/** The baseline, or a scenario: what it makes of each group, and of all of them. */
type Variant = { groups: Simulated[]; whole: CollectRuns };

function judged(plan: GroupPlan, weeks: number, warmUp: number | undefined): Simulated {
  const demand = testsPerWeek(plan);
  const capacity = capacityPerWeek(plan);
  const load = demand / capacity;
  const state = demand === 0 ? 'idle' : load < FULL ? 'stable' : 'unstable';
  const toSettle = state === 'stable' ? weeksToSettle(plan, load, capacity) : 0;
  const given = warmUp ?? warmUpWeeks(toSettle);
  const runs = new CollectRuns(weeks);
  return { plan, demand, capacity, load, state, warmUp: given, settled: toSettle <= given, runs };
}

function batchCapacity({ service }: GroupPlan): number | null {
  return service.kind === 'batch' ? service.capacity : null;
}

function groupForecast(group: Simulated): GroupForecast {
  const { plan, demand, capacity, load, state, settled, runs } = group;
  const known = { name: plan.name, demand_per_day: demand / 7, capacity_per_day: capacity / 7 };
  if (state !== 'stable') return { state, ...known };
  return {
    state,
    ...known,
    load,
    settled,
    ...runs.figures(),
    batch_fill: runs.batchFill(),
    closed_form: closedForm(plan),
  };
}

function unstableOf({ groups }: Variant): string[] {
  return groups.filter(({ state }) => state === 'unstable').map(({ plan }) => plan.name);
}

function isIdle({ groups }: Variant): boolean {
  return groups.every(({ state }) => state === 'idle');
}

function wholeForecast(variant: Variant): WholeForecast {
  const unstable = unstableOf(variant);
  if (unstable.length > 0) return { state: 'unstable', groups: unstable };
  if (isIdle(variant)) return { state: 'idle' };
  return { state: 'stable', ...variant.whole.figures() };
}

function difference(
  variant: Variant,
  baseline: Variant,
): { whole: Difference | null; groups: { name: string; figures: Difference | null }[] } {
  const settled = [variant, baseline].every(
    (each) => unstableOf(each).length === 0 && !isIdle(each),
  );
  return {
    whole: settled ? variant.whole.lessThan(baseline.whole) : null,
    groups: variant.groups.map((group, index) => {
      const before = baseline.groups[index];
      const both = group.state === 'stable' && before?.state === 'stable';
      return { name: group.plan.name, figures: both ? group.runs.lessThan(before.runs) : null };
    }),
  };
}

/**
 * What the lab's week is like, and what it would be like in each scenario. Pure: the same question
 * gives the same answer. A group is simulated once for all scenarios that leave it alike, and every
 * scenario meets the same deliveries and the same luck, run by run.
 *
 * @param onProgress hears the share that is done, 0 to 1
 * @throws RangeError of scenarios that do not fit the model, or of a question too large
 */
export function simulate(
  question: SimulationQuestion,
  onProgress: (share: number) => void = () => {},
): SimulationAnswer {
  const { model, scenarios, seed, runs } = question;
  for (const scenario of scenarios) {
    const [fault] = scenarioFaults(model, scenario);
    if (fault) throw new RangeError(`${scenario.name}: ${fault.message}`);
  }
  if (isEmpty(model)) return { state: 'empty' };

  const plans = [null, ...scenarios].map((scenario) => groupPlans(model, scenario));
  const [asItIs = []] = plans;
  const weeks =
    question.weeks ?? weeksOfRun(asItIs.reduce((sum, plan) => sum + testsPerWeek(plan), 0));
  const distinct = new Map<string, Simulated>();
  const variants = plans.map((groups): Variant => {
    const simulated = groups.map((plan) => {
      const key = JSON.stringify(plan);
      const known = distinct.get(key) ?? judged(plan, weeks, question.warm_up_weeks);
      distinct.set(key, known);
      return known;
    });
    return { groups: simulated, whole: new CollectRuns(weeks) };
  });
  const stable = [...distinct.values()].filter(({ state }) => state === 'stable');
  const work = stable.reduce((sum, { demand, warmUp }) => sum + demand * (warmUp + weeks), 0);
  if (work > MOST_TESTS_OF_A_RUN || work * runs > MOST_TESTS) {
    throw new RangeError(
      'These are more than 5,000,000 tests a run or 500,000,000 in all: take fewer weeks, runs or scenarios.',
    );
  }

  let done = 0;
  let events = 0;
  for (let run = 0; run < runs; run += 1) {
    const records = new Map<Simulated, GroupRecord>();
    for (const simulated of stable) {
      const { plan, warmUp, demand } = simulated;
      const record = runGroup(plan, [seed, run], { warmUp, counted: weeks });
      records.set(simulated, record);
      simulated.runs.add(runFigures([record], { weeks, batchCapacity: batchCapacity(plan) }));
      events += record.events;
      done += demand * (warmUp + weeks);
      onProgress(Math.min(1, done / (work * runs)));
    }
    for (const variant of variants) {
      if (unstableOf(variant).length > 0 || isIdle(variant)) continue;
      const all = variant.groups.flatMap((group) => records.get(group) ?? []);
      variant.whole.add(runFigures(all, { weeks, batchCapacity: null }));
    }
  }

  const [baseline] = variants;
  if (!baseline) return { state: 'empty' };
  const forecast = (variant: Variant) => ({
    whole: wholeForecast(variant),
    groups: variant.groups.map(groupForecast),
  });
  return {
    state: 'simulated',
    seed,
    runs,
    weeks,
    events,
    baseline: forecast(baseline),
    scenarios: scenarios.map(({ name }, index) => {
      const variant = variants[index + 1] ?? baseline;
      return { name, ...forecast(variant), difference: difference(variant, baseline) };
    }),
  };
}
