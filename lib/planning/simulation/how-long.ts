import { momentsOf } from '../moments';
import type { PlanningModel } from '../model';
import type { GroupPlan } from './group-plan';

/** Tests that one run should count, so that a week of few of them is no accident. */
const TESTS_OF_A_RUN = 20_000;
const MOST_WEEKS = 8;

/** Weeks of one run that count: as many as give 20,000 tests, from 1 to 8. */
export function weeksOfRun(testsPerWeek: number): number {
  return Math.min(MOST_WEEKS, Math.max(1, Math.ceil(TESTS_OF_A_RUN / testsPerWeek)));
}

function variability({ service }: GroupPlan): number {
  switch (service.kind) {
    case 'single':
      return momentsOf(service.time).scv;
    case 'pipelined':
      return 0;
    case 'batch':
      return momentsOf(service.run).scv;
  }
}

/** Mean of squares over mean of the tests a delivery brings: 1 where they come one by one. */
function clumping({ streams }: GroupPlan): number {
  let tests = 0;
  let squares = 0;
  for (const { stream } of streams) {
    for (const { tests: size, weight } of stream.sizes) {
      tests += size * weight;
      squares += size * size * weight;
    }
  }
  return tests === 0 ? 1 : squares / tests;
}

/**
 * Weeks until a group has forgotten that it began empty: five relaxation times. That of M/M/1 is
 * 1 / (μ(1 − √ρ)²); here with the capacity as μ and the variability of arrivals and services as
 * Allen and Cunneen weigh it.
 */
export function weeksToSettle(plan: GroupPlan, load: number, capacityPerWeek: number): number {
  const variation = (clumping(plan) + variability(plan)) / 2;
  return (5 * variation) / (capacityPerWeek * (1 - Math.sqrt(load)) ** 2);
}

/** Whole weeks to begin with that do not count: at least one, whose week must have come round. */
export function warmUpWeeks(weeksToSettleIn: number): number {
  return Math.min(MOST_WEEKS, Math.max(1, Math.ceil(weeksToSettleIn)));
}

/** Whether nothing comes to any group, whatever the scenario. */
export function isEmpty({ demand }: PlanningModel): boolean {
  return demand.every(({ deliveries_per_hour: rates }) => rates.every((rate) => rate === 0));
}
