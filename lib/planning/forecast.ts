import { z } from 'zod';
import { Priority } from '@/lib/specimens/contract';

/*
 * What a simulation answers. Safe in the browser.
 *
 * Percentiles, throughput and queue are exact of each run, averaged over the runs; means and shares
 * are of all runs together. Each has a 95 % interval by Student's t from the runs. Shares (`utilisation`, `breach_rate`, `load`) are 0–1. A group that gets as much work as it
 * can do, or more, is `unstable` and has no figures: they would depend on how long one looked.
 */

/** A figure and its 95 % interval, which one run alone does not have. */
export const Estimate = z.strictObject({
  mean: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Estimate = z.output<typeof Estimate>;

const estimate = Estimate.nullable();

const OfTests = {
  /** Released in one run, on average: what the percentiles rest on. */
  tests: z.number(),
  /** Minutes spent ready and waiting for a machine, before every attempt. */
  waiting_mean: estimate,
  waiting_p90: estimate,
  /** Minutes from received to released; percentiles of type 7. */
  turnaround_p50: estimate,
  turnaround_p90: estimate,
  turnaround_p99: estimate,
  /** Of the released ones that have a target, the share over it. */
  breach_rate: estimate,
};

export const PriorityFigures = z.strictObject({ priority: Priority, ...OfTests });
export type PriorityFigures = z.output<typeof PriorityFigures>;

export const Figures = z.strictObject({
  ...OfTests,
  throughput_per_day: estimate,
  /** Machine time at work / machine time at work or free to start something. */
  utilisation: estimate,
  /** Tests waiting for a machine, over time. */
  queue: estimate,
  by_priority: z.array(PriorityFigures),
  /** Hour 0 is 00:00 to 01:00 by the lab's clock, over all days of the week. */
  by_hour_of_day: z.array(
    z.strictObject({ hour: z.int(), queue: Estimate, utilisation: estimate }),
  ),
  /** Means by hour of the week, Monday 00:00 first; null: no machine could have worked. */
  by_hour_of_week: z.strictObject({
    queue: z.array(z.number()),
    utilisation: z.array(z.number().nullable()),
  }),
});
export type Figures = z.output<typeof Figures>;

const Known = {
  name: z.string(),
  /** Tests that come and that could be done at most (failures counted), by the day of 24 hours. */
  demand_per_day: z.number(),
  capacity_per_day: z.number(),
};

export const GroupForecast = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('stable'),
    ...Known,
    /** Demand / capacity. */
    load: z.number(),
    /**
     * False so near its limit that the weeks simulated are too few for its queue to reach its length:
     * the figures are those of weeks that began with an empty queue, and grow with their number.
     */
    settled: z.boolean(),
    ...Figures.shape,
    /** Tests in a run / its capacity; null where it does not work in runs. */
    batch_fill: estimate,
    /** The exact mean waiting, where a formula holds for this group as it stands. */
    closed_form: z
      .strictObject({ formula: z.enum(['M/M/c', 'M/G/1']), waiting_mean: z.number() })
      .nullable(),
  }),
  z.strictObject({ state: z.literal('unstable'), ...Known }),
  z.strictObject({ state: z.literal('idle'), ...Known }).describe('Nothing comes to it.'),
]);
export type GroupForecast = z.output<typeof GroupForecast>;

export const WholeForecast = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('stable'), ...Figures.shape }),
  z.strictObject({ state: z.literal('unstable'), groups: z.array(z.string()) }),
  z.strictObject({ state: z.literal('idle') }),
]);
export type WholeForecast = z.output<typeof WholeForecast>;

/**
 * Scenario less baseline, run by run on the same random numbers, so its interval is narrower than
 * that of either; null where one of the two has no such figure.
 */
export const Difference = z.strictObject({
  waiting_mean: estimate,
  waiting_p90: estimate,
  turnaround_p50: estimate,
  turnaround_p90: estimate,
  turnaround_p99: estimate,
  breach_rate: estimate,
  throughput_per_day: estimate,
  utilisation: estimate,
  queue: estimate,
});
export type Difference = z.output<typeof Difference>;

const Forecast = { whole: WholeForecast, groups: z.array(GroupForecast) };

export const SimulationAnswer = z.discriminatedUnion('state', [
  z
    .strictObject({ state: z.literal('empty') })
    .describe('Nothing comes to any group: there is nothing to simulate.'),
  z.strictObject({
    state: z.literal('simulated'),
    seed: z.int(),
    runs: z.int(),
    /** Weeks of one run that are counted, after those in which it settles. */
    weeks: z.int(),
    /** Events worked off. */
    events: z.int(),
    baseline: z.strictObject(Forecast),
    scenarios: z.array(
      z.strictObject({
        name: z.string(),
        ...Forecast,
        difference: z.strictObject({
          whole: Difference.nullable(),
          groups: z.array(z.strictObject({ name: z.string(), figures: Difference.nullable() })),
        }),
      }),
    ),
  }),
]);
export type SimulationAnswer = z.output<typeof SimulationAnswer>;
