import { z } from 'zod';
import { nameField } from '@/lib/platform/http/named-list';
import { oneOf } from '@/lib/platform/http/one-of';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { Priority } from '@/lib/specimens/contract';
import { LABELS, SEVERITIES } from '../finding';
import { KIND_FACTS } from '../kinds/kind-facts';
import { KIND_NAMES, PARAMS, type KindName } from '../kinds/params';

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
const NAMED_AT_MOST = 200;
const CHANNELS_AT_MOST = 20;

const key = z.string('must be text').trim().min(1, 'must not be empty').max(200, 'is too long');

const seconds = (from: number, to: number) =>
  z
    .int('must be whole seconds')
    .min(from, `must be at least ${from}`)
    .max(to, `must be at most ${to}`);

const named = z.array(key, 'must be a list').max(NAMED_AT_MOST, 'names too many');

const priorities = z
  .array(
    key
      .transform((text) => text.toUpperCase())
      .pipe(z.enum(Priority.options, { error: 'must be STAT, URGENT or ROUTINE' })),
    'must be a list',
  )
  .max(Priority.options.length, 'names too many');

/** What a rule looks at, as people name it; absent or empty is all. */
export const RuleFilters = z.strictObject({
  assays: named.optional().describe('Codes.'),
  departments: named.optional().describe('Names.'),
  locations: named.optional().describe('Names of who ordered.'),
  priorities: priorities.optional(),
  devices: named.optional().describe('Names.'),
});
export type RuleFilters = z.output<typeof RuleFilters>;

const severity = z.enum(SEVERITIES, { error: 'must be critical, warning or info' });

const fields = {
  filters: RuleFilters,
  for_seconds: seconds(0, WEEK_SECONDS).describe(
    'For how long it must hold before the alert fires.',
  ),
  group_by: z
    .array(oneOf(LABELS), 'must be a list')
    .max(LABELS.length, 'names too many')
    .refine((labels) => new Set(labels).size === labels.length, 'names a label twice')
    .describe('Alerts that agree in these labels share a card; none is one card for all.'),
  group_wait_seconds: seconds(0, DAY_SECONDS).describe(
    'How long a new group waits for more before it is told.',
  ),
  group_interval_seconds: seconds(30, WEEK_SECONDS).describe(
    'How long after a card the next that tells of changes may follow.',
  ),
  repeat_seconds: seconds(60, 30 * DAY_SECONDS).describe(
    'How long after a card the same is told again while it lasts.',
  ),
  send_resolved: z.boolean('must be true or false').describe('Also tell that it is over.'),
  channels: z
    .array(key, 'must be a list')
    .max(CHANNELS_AT_MOST, 'names too many')
    .describe('Who is told: names or ids of channels. Without any, alerts show in the portal.'),
  enabled: z.boolean('must be true or false'),
};

const shared = {
  name: nameField,
  severity: severity
    .optional()
    .describe('Critical of critical_unhandled and device, otherwise by the kind.'),
  filters: fields.filters.default({}),
  for_seconds: fields.for_seconds.default(0),
  group_by: fields.group_by.default([]),
  group_wait_seconds: fields.group_wait_seconds.default(30),
  group_interval_seconds: fields.group_interval_seconds.default(300),
  send_resolved: fields.send_resolved.default(true),
  channels: fields.channels.default([]),
  enabled: fields.enabled.default(true),
};

const newRule = <K extends KindName, P extends z.ZodType>(kind: K, params: P) =>
  z.strictObject({
    ...shared,
    repeat_seconds: fields.repeat_seconds.default(KIND_FACTS[kind].repeatSeconds),
    kind: z.literal(kind),
    params,
  });

/** A rule to be made: each kind has params of its own, which default as a whole. */
export const NewAlertRule = z.discriminatedUnion(
  'kind',
  [
    newRule('sla_breach', PARAMS.sla_breach.prefault({})),
    newRule('at_risk', PARAMS.at_risk.prefault({})),
    newRule('missing_specimen', PARAMS.missing_specimen.prefault({})),
    newRule('critical_unhandled', PARAMS.critical_unhandled.prefault({})),
    newRule('error_rate', PARAMS.error_rate.prefault({})),
    newRule('rejection_rate', PARAMS.rejection_rate.prefault({})),
    newRule('throughput', PARAMS.throughput.prefault({})),
    newRule('device', PARAMS.device.prefault({})),
    newRule('import_failed', PARAMS.import_failed.prefault({})),
    newRule('quarantined_messages', PARAMS.quarantined_messages.prefault({})),
    newRule('data_quality', PARAMS.data_quality.prefault({})),
  ],
  {
    error: ({ input }) =>
      typeof input === 'object'
        ? `must be one of ${KIND_NAMES.join(', ')}`
        : 'must be an alert rule, with a name and a kind',
  },
);
export type NewAlertRule = z.output<typeof NewAlertRule>;

const paramValue = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.string())]);

/** Fields left out stay. The kind stays what it is: its alerts are of that kind. */
export const AlertRuleChange = z
  .strictObject({
    name: nameField,
    severity,
    params: z
      .record(z.string(), paramValue, 'must be an object')
      .describe('Those named; the others of its kind stay.'),
    ...fields,
    version: z
      .int('must be a version number')
      .min(1, 'must be a version number')
      .describe('As read; 409 version_conflict where somebody was faster.'),
  })
  .partial();
export type AlertRuleChange = z.output<typeof AlertRuleChange>;

/** A rule as it stands. */
export const AlertRule = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(KIND_NAMES),
  severity,
  filters: z.object({
    assays: z.array(z.string()).optional(),
    departments: z.array(z.string()).optional(),
    locations: z.array(z.string()).optional(),
    priorities: z.array(Priority).optional(),
    devices: z.array(z.string()).optional(),
  }),
  params: z.record(z.string(), paramValue),
  for_seconds: z.int(),
  group_by: z.array(z.enum(LABELS)),
  group_wait_seconds: z.int(),
  group_interval_seconds: z.int(),
  repeat_seconds: z.int(),
  send_resolved: z.boolean(),
  channels: z.array(z.object({ id: z.uuid(), name: z.string(), enabled: z.boolean() })),
  enabled: z.boolean(),
  version: z.int(),
  open: z.int().describe('How many of its alerts are open: pending, firing or acknowledged.'),
  created_at: timeAnswer,
  changed_at: timeAnswer,
});
export type AlertRule = z.output<typeof AlertRule>;

/** A rule that this version does not understand. It is not looked at, and can only be removed. */
export const BrokenRule = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  reason: z.string().describe('What of it is not understood.'),
  version: z.int(),
  open: z.int(),
});
export type BrokenRule = z.output<typeof BrokenRule>;

export const AlertRulesQuery = z.strictObject({
  ...listQueryShape,
  kind: oneOf(KIND_NAMES).optional(),
  enabled: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .transform((value) => value === 'true')
    .optional(),
  q: z.string().trim().max(120).optional().describe('Looks into names.'),
});
export type AlertRulesQuery = z.output<typeof AlertRulesQuery>;
