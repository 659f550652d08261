import { z } from 'zod';
import { OpeningHoursField } from '@/lib/labs/calendars/contract';
import { WEEKDAYS } from '@/lib/labs/calendars/opening-hours';
import { lineField } from '@/lib/platform/http/named-list';
import { Priority } from '@/lib/specimens/contract';

/*
 * A lab as the simulation sees it. Safe in the browser.
 *
 * A test is received, prepared, waits for a machine of its group, is worked on, may fail and be done
 * again, is finished (verified, published) and released:
 *
 *   received → preparation → queue → machine → (failed: redo → queue …) → finishing → released
 *
 * Minutes and hours are those of the lab's wall clock and its week has 168 hours, so there is no
 * daylight-saving change in here: whoever fits the model counts by the hour the clock showed.
 */

/** Hours of a week: 0 is Monday from 00:00 to 01:00, 167 Sunday from 23:00. */
export const HOURS_OF_WEEK = 168;

const minutes = (from: number) =>
  z
    .number('must be a number of minutes')
    .min(from, `must be at least ${from} minutes`)
    .max(100_000, 'must be at most 100,000 minutes');
const count = (from: number, to: number) =>
  z
    .int('must be a whole number')
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to.toLocaleString('en')}`);
const weight = z.number('must be a number').positive('must be above 0').max(1e9, 'is too large');

/**
 * How long something takes. `empirical` are quantiles evenly spaced from the least to the largest
 * (11 of them are the minimum, the deciles and the maximum), joined by straight lines.
 */
export const Distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), minutes: minutes(0) }),
  z.strictObject({ kind: z.literal('exponential'), mean_minutes: minutes(0.001) }),
  z.strictObject({
    kind: z.literal('lognormal'),
    median_minutes: minutes(0.001),
    sigma: z
      .number('must be a number')
      .min(0, 'must be at least 0')
      .max(3, 'must be at most 3')
      .describe('Standard deviation of the logarithm.'),
  }),
  z.strictObject({
    kind: z.literal('empirical'),
    quantiles_minutes: z
      .array(minutes(0))
      .min(2, 'must be at least the least and the largest')
      .max(1_001, 'must be at most 1,001 quantiles')
      .refine((all) => all.every((at, index) => at >= (all[index - 1] ?? 0)), 'must be ascending'),
  }),
]);
export type Distribution = z.output<typeof Distribution>;

const NONE: Distribution = { kind: 'fixed', minutes: 0 };

function takesTime(distribution: Distribution): boolean {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.minutes > 0;
    case 'empirical':
      return distribution.quantiles_minutes.some((at) => at > 0);
    case 'exponential':
    case 'lognormal':
      return true;
  }
}

const time = Distribution.refine(takesTime, 'must take some time');

/** How one machine works. */
export const Service = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('single'), time })
    .describe('One test at a time, each for a time of the distribution.'),
  z
    .strictObject({
      kind: z.literal('pipelined'),
      per_hour: z
        .number('must be a number')
        .min(0.01, 'must be at least 0.01 an hour')
        .max(100_000, 'must be at most 100,000 an hour'),
      dwell_minutes: minutes(0),
    })
    .describe('Takes a test every 60 / per_hour minutes and gives it back after dwell_minutes.'),
  z
    .strictObject({
      kind: z.literal('batch'),
      capacity: count(1, 10_000),
      run: time,
      start_after_minutes: minutes(0)
        .nullable()
        .describe(
          'A run starts when it is full, or once the test that has waited longest has waited so long; null: only when full.',
        ),
    })
    .describe('Runs of several tests that start and end together.'),
]);
export type Service = z.output<typeof Service>;

export const groupName = lineField(120);

export const MachineGroup = z.strictObject({
  name: groupName,
  machines: count(0, 500),
  service: Service,
  /** Received to ready for the machine, waiting left out. */
  preparation: Distribution.default(NONE),
  /** Resulted to released. */
  finishing: Distribution.default(NONE),
  failures: z
    .strictObject({
      rate: z
        .number('must be a number')
        .min(0, 'must be at least 0')
        .max(0.9, 'must be at most 0.9')
        .describe('Share of attempts that fail; each is an attempt of its own.'),
      redo: Distribution.default(NONE).describe('From the failure until it queues again.'),
    })
    .default({ rate: 0, redo: NONE }),
  stops: z
    .strictObject({
      mean_hours_between: z
        .number('must be a number of hours')
        .min(0.01, 'must be at least 0.01 hours')
        .max(100_000, 'must be at most 100,000 hours'),
      mean_minutes: minutes(0.001),
    })
    .nullable()
    .default(null)
    .describe(
      'Unplanned stops of one machine, by day and by night: exponential from the end of one to the next, exponential in length. What is on it is held until it runs again.',
    ),
  hours: OpeningHoursField.nullable()
    .default(null)
    .describe(
      'When its machines may start something, by the lab’s clock; null: always. What runs at closing goes on.',
    ),
});
export type MachineGroup = z.output<typeof MachineGroup>;

/** Tests of one stream that are alike: their priority and what they are held against. */
export const TestClass = z.strictObject({
  priority: Priority,
  /** Received to released by the clock; null: no target (or one in working time), no verdict. */
  target_minutes: minutes(0).nullable(),
  weight,
  /** Where these take another time than the group's other tests: what is urgent is handled sooner. */
  preparation: Distribution.optional(),
  finishing: Distribution.optional(),
});

/**
 * Tests coming to one machine group: deliveries at random (a Poisson process whose rate changes by
 * the hour of the week), each bringing several tests at once (a courier), each of a class.
 */
export const DemandStream = z.strictObject({
  group: groupName,
  deliveries_per_hour: z
    .array(z.number('must be a number').min(0, 'must be at least 0').max(100_000, 'is too large'))
    .length(HOURS_OF_WEEK, 'must be 168 hours, from Monday 00:00'),
  sizes: z
    .array(z.strictObject({ tests: count(1, 10_000), weight }))
    .min(1, 'must name a size')
    .max(1_000, 'must be at most 1,000 sizes')
    .default([{ tests: 1, weight: 1 }])
    .describe('Tests that one delivery brings.'),
  classes: z.array(TestClass).min(1, 'must name a class').max(200, 'must be at most 200 classes'),
});
export type DemandStream = z.output<typeof DemandStream>;

export const PlanningModel = z
  .strictObject({
    groups: z.array(MachineGroup).max(200, 'must be at most 200 groups'),
    demand: z.array(DemandStream).max(1_000, 'must be at most 1,000 streams'),
    stat_first: z
      .boolean()
      .default(false)
      .describe(
        'A free machine takes STAT before URGENT before ROUTINE, else whatever was ready first. What is on a machine stays on it.',
      ),
  })
  .superRefine(({ groups, demand }, context) => {
    const known = new Set<string>();
    for (const [index, { name }] of groups.entries()) {
      if (known.has(name)) {
        const message = `there is another group named ${name}`;
        context.addIssue({ code: 'custom', path: ['groups', index, 'name'], message });
      }
      known.add(name);
    }
    for (const [index, { group }] of demand.entries()) {
      if (known.has(group)) continue;
      const message = `there is no group named ${group}`;
      context.addIssue({ code: 'custom', path: ['demand', index, 'group'], message });
    }
  });
export type PlanningModel = z.output<typeof PlanningModel>;

const CLOCK = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const clock = z.string().regex(CLOCK, 'must be a time such as 08:00, 24:00 at the latest');

/** Machines that are out of use at a known time of every simulated week. */
export const PlannedOutage = z
  .strictObject({
    group: groupName,
    machines: count(1, 500).default(1),
    weekday: z.enum(WEEKDAYS, { error: 'must be 1 (Monday) to 7 (Sunday)' }),
    from: clock.default('00:00'),
    to: clock.default('24:00'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' });
export type PlannedOutage = z.output<typeof PlannedOutage>;

/** What is different from the baseline; nothing given is the baseline itself. */
export const Scenario = z.strictObject({
  name: lineField(80),
  machines: z
    .record(groupName, count(-500, 500))
    .default({})
    .describe('Machines more or fewer, by group: {"M1": 1}.'),
  failure_reduction_percent: z
    .number('must be a percentage')
    .min(0, 'must be at least 0 %')
    .max(100, 'must be at most 100 %')
    .default(0),
  demand_percent: z
    .number('must be a percentage')
    .min(-100, 'must be at least -100 %')
    .max(400, 'must be at most 400 %')
    .default(0)
    .describe('Deliveries more or fewer.'),
  shifts: z
    .record(groupName, OpeningHoursField.nullable())
    .default({})
    .describe('Other hours, by group; null: always.'),
  stat_first: z.boolean().optional().describe('As in the baseline unless given.'),
  outages: z.array(PlannedOutage).max(50, 'must be at most 50 outages').default([]),
});
export type Scenario = z.output<typeof Scenario>;

/** What of a scenario does not fit the model, by field; none when it can be simulated. */
export function scenarioFaults(
  { groups }: { groups: readonly Pick<MachineGroup, 'name' | 'machines'>[] },
  scenario: Scenario,
): { path: (string | number)[]; message: string }[] {
  const machines = new Map(groups.map((group) => [group.name, group.machines]));
  const faults: { path: (string | number)[]; message: string }[] = [];
  const named: { path: (string | number)[]; group: string }[] = [
    ...Object.keys(scenario.machines).map((group) => ({ path: ['machines', group], group })),
    ...Object.keys(scenario.shifts).map((group) => ({ path: ['shifts', group], group })),
    ...scenario.outages.map(({ group }, at) => ({ path: ['outages', at, 'group'], group })),
  ];
  for (const { path, group } of named) {
    if (!machines.has(group)) faults.push({ path, message: `there is no group named ${group}` });
  }
  for (const [group, change] of Object.entries(scenario.machines)) {
    const now = machines.get(group);
    if (now === undefined || now + change >= 0) continue;
    const message = `${group} has ${now} ${now === 1 ? 'machine' : 'machines'}; ${-change} fewer cannot be`;
    faults.push({ path: ['machines', group], message });
  }
  return faults;
}
