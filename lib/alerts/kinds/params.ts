import { z } from 'zod';

const minutes = (from: number, to: number) =>
  z
    .number('must be a number of minutes')
    .min(from, `must be at least ${from} minutes`)
    .max(to, `must be at most ${to} minutes`);
const percent = z
  .number('must be a percentage')
  .gt(0, 'must be above 0 %')
  .max(100, 'must be at most 100 %');
const atLeast = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000, 'must be at most 1,000,000');

/** A day and a week, in minutes. */
const DAY = 1_440;
const WEEK = 10_080;

/** Every kind of rule, in the order people are offered them. */
export const KIND_NAMES = [
  'sla_breach',
  'at_risk',
  'missing_specimen',
  'critical_unhandled',
  'error_rate',
  'rejection_rate',
  'throughput',
  'device',
  'import_failed',
  'quarantined_messages',
  'data_quality',
] as const;
export type KindName = (typeof KIND_NAMES)[number];

/**
 * The threshold and its like of each kind of rule, with what holds where nothing is given. Safe in
 * the browser: what finds them stands beside, a file a kind.
 */
export const PARAMS = {
  sla_breach: z.strictObject({
    over_minutes: minutes(0, WEEK).default(0).describe('Past due by more than that.'),
  }),
  at_risk: z.strictObject({
    left_minutes: minutes(1, WEEK)
      .nullable()
      .default(null)
      .describe('Due within so many minutes; null for 80 % of the target gone.'),
  }),
  missing_specimen: z.strictObject({
    after_minutes: minutes(1, WEEK)
      .nullable()
      .default(null)
      .describe('Collected so long ago and not received; null for the minutes of its location.'),
  }),
  critical_unhandled: z.strictObject({
    after_minutes: minutes(1, WEEK).default(30).describe('Open for so long and not handled.'),
  }),
  error_rate: z.strictObject({
    by: z.enum(['device', 'assay'], { error: 'must be device or assay' }).default('device'),
    percent: percent.default(10).describe('More of the attempts failed than that.'),
    window_minutes: minutes(5, DAY).default(60),
    at_least: atLeast.default(10).describe('Of fewer attempts nothing is said.'),
  }),
  rejection_rate: z.strictObject({
    by: z.enum(['lab', 'location'], { error: 'must be lab or location' }).default('lab'),
    percent: percent.default(5).describe('More of the received specimens were rejected than that.'),
    window_minutes: minutes(15, WEEK).default(DAY),
    at_least: atLeast.default(20).describe('Of fewer specimens nothing is said.'),
  }),
  throughput: z.strictObject({
    below_percent: percent.default(50).describe('Less than that of the usual was released.'),
    window_minutes: minutes(15, DAY).default(60),
    weeks: z
      .int('must be a whole number')
      .min(2, 'must be at least 2')
      .max(12, 'must be at most 12')
      .default(4)
      .describe('Usual is the median of the same time in so many weeks before.'),
    at_least: atLeast.default(10).describe('Where fewer are usual nothing is said.'),
  }),
  device: z.strictObject({
    states: z
      .array(z.enum(['down', 'silent'], { error: 'must be down or silent' }))
      .min(1, 'must name at least one')
      .default(['down', 'silent']),
  }),
  import_failed: z.strictObject({
    rejected_percent: percent
      .nullable()
      .default(null)
      .describe('Also where more of its rows were rejected than that.'),
  }),
  quarantined_messages: z.strictObject({
    at_least: atLeast.default(1).describe('So many messages of a device in quarantine.'),
  }),
  data_quality: z.strictObject({
    at_least: z
      .enum(['warn', 'fail'], { error: 'must be warn or fail' })
      .default('fail')
      .describe(
        'fail: a rule of severity ERROR did not hold; warn: also a WARNING, or none could be judged.',
      ),
  }),
} as const satisfies Record<KindName, z.ZodType>;

export type ParamsOf<K extends KindName> = z.output<(typeof PARAMS)[K]>;
