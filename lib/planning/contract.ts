import { z } from 'zod';
import { OpeningHoursField } from '@/lib/labs/calendars/contract';
import type { OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { lineField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { Difference, GroupForecast, WholeForecast } from './forecast';
import { DemandStream, Distribution, groupName, MachineGroup, Scenario, Service } from './model';
import { MAX_SCENARIOS, SimulationQuestion } from './simulation/question';

const DAY_MS = 86_400_000;
/** Longer than that no lab works the same way. */
export const MOST_DAYS = 400;

const period = { from: timeField, to: timeField };

function isPeriod({ from, to }: { from: Date; to: Date }, context: z.RefinementCtx): void {
  const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message });
  if (from >= to) wrong('must be later than from');
  else if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) {
    wrong(`must be at most ${MOST_DAYS} days after from`);
  }
}

/** Whether what is asked is one plain number of minutes, or how they are spread. */
const Minutes = z.union(
  [
    z
      .number()
      .min(0)
      .max(100_000)
      .transform((minutes): Distribution => ({ kind: 'fixed', minutes })),
    Distribution,
  ],
  { error: 'must be a number of minutes (0 to 100,000), or a distribution of them' },
);

/** What a manager knows better of a group than its history: what is left out stays as fitted. */
export const GroupEdit = z.strictObject({
  name: groupName.describe('The group’s name, or the name of one of its machines.'),
  machines: MachineGroup.shape.machines.optional(),
  service: Service.optional(),
  preparation: Minutes.optional().describe('Received to ready for the machine.'),
  finishing: Minutes.optional().describe('Resulted to released.'),
  failure_rate: z.number('must be a number').min(0).max(0.9, 'must be at most 0.9').optional(),
  stops: MachineGroup.shape.stops.unwrap().optional().describe('null: it never stops.'),
  hours: OpeningHoursField.nullable().optional().describe('null: always.'),
});
export type GroupEdit = z.output<typeof GroupEdit>;

const groups = z.array(GroupEdit).max(200, 'must be at most 200 groups').default([]);

const WEEKDAY_WORDS: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

const weekday = z
  .union([z.string(), z.number()])
  .transform((given, context): '1' | '2' | '3' | '4' | '5' | '6' | '7' => {
    const text = String(given).trim().toLowerCase();
    const word = text.length < 3 ? -1 : WEEKDAY_WORDS.findIndex((day) => day.startsWith(text));
    const day = z
      .enum(['1', '2', '3', '4', '5', '6', '7'])
      .safeParse(word < 0 ? text : String(word + 1));
    if (day.success) return day.data;
    context.addIssue({ code: 'custom', message: 'must be a weekday such as Tuesday, or 1 to 7' });
    return z.NEVER;
  });

const clock = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 08:00');

/** A machine out of use at a known time of every week. */
export const Outage = z
  .strictObject({
    machine: groupName.describe('A machine, or its group.'),
    machines: z.int().min(1).max(500).default(1).describe('How many of the group.'),
    weekday: weekday.describe('Tuesday, or 2.'),
    from: clock.default('00:00'),
    to: clock.default('24:00'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' });

const everyDay = z
  .array(z.tuple([z.string(), z.string()]))
  .transform((stretches, context): OpeningHours => {
    const week = Object.fromEntries(
      ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, stretches]),
    );
    const parsed = OpeningHoursField.safeParse(week);
    if (parsed.success) return parsed.data;
    context.addIssue({
      code: 'custom',
      message: parsed.error.issues[0]?.message ?? 'must be opening and closing times',
    });
    return z.NEVER;
  });

const shifts = z
  .union([OpeningHoursField, everyDay, z.null()], {
    error: 'must be hours by weekday, [["07:00","23:00"]] for every day, or null for always',
  })
  .describe('Hours by weekday, hours of every day, or null for always.');

/** What is different: nothing given is the baseline itself. */
export const AskedScenario = z
  .strictObject({
    ...Scenario.omit({ shifts: true, outages: true }).shape,
    shifts: z.record(groupName, shifts).default({}),
    outage: Outage.optional(),
    outages: z.array(Outage).max(50, 'must be at most 50 outages').default([]),
  })
  .describe('Machines and groups by name; capitals don’t matter.');
export type AskedScenario = z.output<typeof AskedScenario>;

const drawn = {
  seed: SimulationQuestion.shape.seed.optional().describe('The same seed gives the same answer.'),
  runs: SimulationQuestion.shape.runs,
};

export const NewWhatIf = z
  .strictObject({
    name: lineField(120).optional(),
    ...period,
    scenarios: z
      .array(AskedScenario)
      .max(MAX_SCENARIOS, `must be at most ${MAX_SCENARIOS} scenarios`)
      .default([]),
    groups: groups.describe('Groups as they were edited; the others stay as fitted.'),
    stat_first: z.boolean().default(false).describe('Whether STAT goes first as things stand.'),
    ...drawn,
  })
  .superRefine((asked, context) => {
    isPeriod(asked, context);
    const seen = new Set<string>();
    for (const [index, { name }] of asked.scenarios.entries()) {
      const key = name.toLowerCase();
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['scenarios', index, 'name'],
          message: 'is the name of another scenario',
        });
      }
      seen.add(key);
    }
  });
export type NewWhatIf = z.output<typeof NewWhatIf>;

export const BaselineQuestion = z.strictObject({ ...period, groups }).superRefine(isPeriod);
export type BaselineQuestion = z.output<typeof BaselineQuestion>;

export const NewBackTest = z.strictObject({ ...period, groups, ...drawn }).superRefine(isPeriod);
export type NewBackTest = z.output<typeof NewBackTest>;

const Spread = z.object({
  n: z.int(),
  median: z.number(),
  q1: z.number(),
  q3: z.number(),
  p90: z.number(),
  mean: z.number(),
});

const ObservedTurnaround = z.object({
  n: z.int(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  breach_rate: z.number().nullable().describe('Of those with a target by the clock.'),
  with_target: z.int(),
  negative: z.int().describe('Released before receipt: in no figure.'),
});

const dayAnswer = z.array(z.tuple([z.string(), z.string()]).readonly());

/** Hours as answers give them. */
const HoursAnswer = z
  .object({
    '1': dayAnswer,
    '2': dayAnswer,
    '3': dayAnswer,
    '4': dayAnswer,
    '5': dayAnswer,
    '6': dayAnswer,
    '7': dayAnswer,
  })
  .nullable();

const GroupAnswer = MachineGroup.extend({ hours: HoursAnswer });

const ScenarioAnswer = Scenario.extend({ shifts: z.record(z.string(), HoursAnswer) });

/** What a group needs to be told before it can be simulated. */
export const NEEDED = ['machines', 'service'] as const;

export const FittedGroup = z.object({
  name: z.string(),
  machines: z.int(),
  machine_names: z.array(z.string()),
  needs_input: z
    .array(z.enum(NEEDED))
    .describe('What its history does not say: it is left out until groups names it.'),
  edited: z.boolean(),
  demand: DemandStream,
  tests: z.int().describe('Received in the period.'),
  deliveries: z.int().describe('Moments at which any were.'),
  tests_per_hour: z.array(z.number()).describe('168 hours, from Monday 00:00.'),
  model: GroupAnswer.nullable().describe('As it is simulated; null while it needs input.'),
  how: z
    .object({
      because: z.string(),
      kind: z.enum(['single', 'pipelined', 'batch']),
      minutes: Spread.describe('Started to resulted.'),
      covered: z.number().describe('Share of its started tests that this rests on, 0–1.'),
      most_at_once: z.int(),
      overlap: z.number().describe('Share of busy machine time with two tests and more.'),
      peak_per_hour: z.int().describe('Starts on one machine within sixty minutes.'),
      loaded_together: z.number().describe('Share of tests begun together with another tube’s.'),
    })
    .nullable()
    .describe('How the way of working was fitted; null where too few tests have both times.'),
  preparation: z.object({
    how: z.enum(['free_machine', 'p5', 'none']),
    because: z.string(),
    n: z.int(),
    p5_minutes: z.number().nullable(),
  }),
  finishing: z.object({ n: z.int(), negative: z.int() }),
  failures: z.object({ attempts: z.int(), failed: z.int(), redone: z.int() }),
  stops: z.object({ count: z.int(), machines: z.int().describe('That told their state.') }),
  expected: z
    .object({
      demand_per_day: z.number(),
      capacity_per_day: z.number(),
      load: z.number(),
      unstable: z.boolean(),
    })
    .nullable()
    .describe('By the fitted model: tests a day, and how many it could do.'),
  observed: z.object({
    utilisation: z.number().nullable(),
    wait: Spread.nullable().describe('Received to started, in minutes.'),
    turnaround: ObservedTurnaround.nullable(),
    per_day: z.number(),
  }),
});
export type FittedGroup = z.output<typeof FittedGroup>;

export const Baseline = z.object({
  from: timeAnswer,
  to: timeAnswer,
  state: z.enum(['fitted', 'empty']),
  tests: z.int().describe('Received in the period and worked on, or to be.'),
  void_unstarted: z.int().describe('Rejected or cancelled before any work: in nothing.'),
  tests_per_hour: z.array(z.number()).describe('Of the lab, 168 hours from Monday 00:00.'),
  groups: z.array(FittedGroup),
  observed: z.object({ turnaround: ObservedTurnaround.nullable(), per_day: z.number() }),
  notes: z.array(z.string()),
});
export type Baseline = z.output<typeof Baseline>;

export const MEASURES = ['p50', 'p90', 'breach_rate', 'per_day'] as const;
export type Measure = (typeof MEASURES)[number];

export const BackTestMeasure = z.object({
  measure: z.enum(MEASURES),
  actual: z.number().nullable(),
  model: z
    .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable()
    .describe('null where the model is unstable.'),
  last_week: z.number().nullable(),
  model_error: z.number().nullable().describe('|model − actual|'),
  last_week_error: z.number().nullable(),
  won: z.enum(['model', 'last_week', 'tie']).nullable(),
  by: z.number().nullable().describe('How much nearer the winner came, in the measure’s unit.'),
});
export type BackTestMeasure = z.output<typeof BackTestMeasure>;

export const BackTest = z.object({
  fitted: z.object({ from: timeAnswer, to: timeAnswer }),
  forecast: z.object({ from: timeAnswer, to: timeAnswer }),
  last_week: z.object({ from: timeAnswer, to: timeAnswer }),
  whole: z.array(BackTestMeasure),
  groups: z.array(
    z.object({ name: z.string(), unstable: z.boolean(), measures: z.array(BackTestMeasure) }),
  ),
  won: z.enum(['model', 'last_week', 'tie']).nullable().describe('By measures of the whole lab.'),
  said: z.string(),
});
export type BackTest = z.output<typeof BackTest>;

export const Check = z.object({
  group: z.string(),
  utilisation: z.object({ observed: z.number().nullable(), model: z.number().nullable() }),
  wait_mean: z
    .object({ observed: z.number().nullable(), model: z.number().nullable() })
    .describe('Received to started in minutes: preparation and waiting.'),
  turnaround_p50: z.object({ observed: z.number().nullable(), model: z.number().nullable() }),
  turnaround_p90: z.object({ observed: z.number().nullable(), model: z.number().nullable() }),
});
export type Check = z.output<typeof Check>;

export const WHAT_IF_STATUSES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;

export const WhatIfRow = z.object({
  id: z.uuid(),
  kind: z.enum(['what_if', 'back_test']),
  name: z.string(),
  from: timeAnswer,
  to: timeAnswer,
  status: z.enum(WHAT_IF_STATUSES),
  percent: z.number().describe('0–100'),
  scenarios: z.array(z.string()),
  by: z.string(),
  created_at: timeAnswer,
  started_at: timeAnswer.nullable(),
  finished_at: timeAnswer.nullable(),
  message: z.string().nullable().describe('Why it failed.'),
});
export type WhatIfRow = z.output<typeof WhatIfRow>;

const Simulated = z.object({ whole: WholeForecast, groups: z.array(GroupForecast) });

export const WhatIfAnswer = WhatIfRow.omit({ scenarios: true }).extend({
  seed: z.int(),
  runs: z.int(),
  stat_first: z.boolean().describe('Whether STAT goes first as things stand.'),
  asked: z.array(ScenarioAnswer).describe('The scenarios, with groups by their names.'),
  fit: Baseline.describe('What was fitted, as it was simulated.'),
  left_out: z.array(z.string()).describe('Groups that need input.'),
  weeks: z.int().nullable().describe('Of one run that were counted.'),
  baseline: Simulated.nullable(),
  scenarios: z
    .array(
      Simulated.extend({
        name: z.string(),
        difference: z.object({
          whole: Difference.nullable(),
          groups: z.array(z.object({ name: z.string(), figures: Difference.nullable() })),
        }),
      }),
    )
    .nullable(),
  check: z.array(Check).nullable().describe('What came of the period beside what the model gives.'),
  back_test: BackTest.nullable(),
});
export type WhatIfAnswer = z.output<typeof WhatIfAnswer>;

export const WhatIfStarted = z.object({ id: z.uuid() });

export const WhatIfsQuery = z.strictObject({
  ...listQueryShape,
  kind: z.enum(['what_if', 'back_test']).optional(),
});
export type WhatIfsQuery = z.output<typeof WhatIfsQuery>;
