import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { oneOf } from '@/lib/platform/http/one-of';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { Priority } from '@/lib/specimens/contract';
import { NOTICE_REASONS } from '../channels/notice';
import { RESOLVED_AS } from '../engine/engine-state';
import { type Label, SEVERITIES, SUBJECT_KINDS, UNITS } from '../finding';
import { KIND_NAMES } from '../kinds/params';
import { MATCHER_LABELS } from '../silences/contract';

export const ALERT_STATUSES = ['pending', 'firing', 'acknowledged', 'resolved'] as const;

const time = timeAnswer.nullable();
const text = z.string().optional();

/** The labels of an alert, as people read them. */
const Labels = z.object({
  specimen: text,
  assay: text,
  department: text,
  location: text,
  priority: text,
  device: text,
} satisfies Record<Label, typeof text>);

export const Alert = z.object({
  id: z.uuid(),
  rule: z.object({ id: z.uuid(), name: z.string(), kind: z.enum(KIND_NAMES) }),
  status: z
    .enum(ALERT_STATUSES)
    .describe('pending until its condition has held for as long as the rule says.'),
  severity: z.enum(SEVERITIES),
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string() }),
  labels: Labels,
  summary: z.string(),
  value: z.number().nullable().describe('How bad it was when last written, in unit.'),
  threshold: z.number().nullable(),
  unit: z.enum(UNITS).nullable(),
  due_at: time,
  started_at: timeAnswer.describe('When its condition came about, or was first seen.'),
  fired_at: time,
  seen_at: timeAnswer.describe('When its condition was last seen, to five minutes.'),
  acknowledged: z.object({ at: timeAnswer, by: z.string() }).nullable(),
  inhibited_by: z
    .object({ id: z.uuid(), summary: z.string() })
    .nullable()
    .describe('The alert of the device that absorbs it: it is not told on its own.'),
  absorbs: z.int().describe('Of a device: how many alerts it absorbs now.'),
  silenced_until: time,
  resolved: z.object({ at: timeAnswer, as: z.enum(RESOLVED_AS) }).nullable(),
});
export type Alert = z.output<typeof Alert>;

export const AlertEventAnswer = z.object({
  kind: z.enum([
    'pending',
    'fired',
    'acknowledged',
    'inhibited',
    'uninhibited',
    'silenced',
    'unsilenced',
    'notified',
    'note',
    'resolved',
  ]),
  at: timeAnswer,
  by: z.string(),
  text: z.string().nullable(),
  notification: z
    .object({
      id: z.uuid(),
      channel: z.string(),
      reason: z.enum(NOTICE_REASONS),
      status: z.enum(['queued', 'sent', 'dead']),
    })
    .nullable(),
});
export type AlertEventAnswer = z.output<typeof AlertEventAnswer>;

export const AlertDetail = Alert.extend({
  events: z.array(AlertEventAnswer).describe('Oldest first, the last 500.'),
  waiting: z
    .object({
      device: z.string(),
      tests: z.int(),
      stat: z.int(),
      urgent: z.int(),
      absorbed: z.int(),
      first: z.array(
        z.object({ specimen: z.string(), assay: z.string(), priority: Priority, due_at: time }),
      ),
    })
    .nullable()
    .describe('Of a device that fires: what waits there, STAT and urgent first.'),
  may_silence_by: z
    .array(z.object({ label: z.enum(MATCHER_LABELS), value: z.string(), text: z.string() }))
    .describe('What a silence from here can match by.'),
});
export type AlertDetail = z.output<typeof AlertDetail>;

const label = lineField(200).optional();

export const AlertsQuery = z.strictObject({
  ...listQueryShape,
  status: z
    .enum(['open', ...ALERT_STATUSES, 'all'], {
      error: `must be open, all, ${ALERT_STATUSES.join(', ')}`,
    })
    .default('open')
    .describe('open: not resolved. What ended before it fired is among all only.'),
  severity: z.enum(SEVERITIES, { error: `must be ${SEVERITIES.join(', ')}` }).optional(),
  kind: oneOf(KIND_NAMES).optional(),
  rule: label.describe('Its name or id.'),
  specimen: label,
  assay: label,
  department: label,
  location: label,
  priority: label,
  device: label,
  held: z
    .enum(['none', 'any', 'silenced', 'inhibited'], {
      error: 'must be none, any, silenced or inhibited',
    })
    .optional()
    .describe('Held back by a silence, or by the alert of its device; none: by neither.'),
  inhibited_by: z.uuid('must be the id of an alert').optional(),
  notification: z
    .uuid('must be the id of a notification')
    .optional()
    .describe('What that notification told of.'),
  from: timeField.optional().describe('Started since.'),
  to: timeField.optional().describe('Started before.'),
});
export type AlertsQuery = z.output<typeof AlertsQuery>;

/** The same, for a question asked by a page: everything optional. */
export function alertsQueryOf(given: z.input<typeof AlertsQuery>): AlertsQuery {
  return AlertsQuery.parse(given);
}

const note = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, 'must not be empty')
  .max(2000, 'must have at most 2000 characters');

export const AcknowledgeAlert = z.strictObject({ note: note.optional() });
export type AcknowledgeAlert = z.output<typeof AcknowledgeAlert>;

export const AcknowledgeAlerts = z
  .strictObject({
    ids: z
      .array(z.uuid('must be the id of an alert'), 'must be a list')
      .min(1, 'must name an alert')
      .max(500, 'may name 500 alerts')
      .optional(),
    notification: z.uuid('must be the id of a notification').optional(),
    note: note.optional(),
  })
  .refine(({ ids, notification }) => (ids === undefined) !== (notification === undefined), {
    path: ['ids'],
    message: 'must name alerts, or leave it out and name a notification',
  });
export type AcknowledgeAlerts = z.output<typeof AcknowledgeAlerts>;

export const Acknowledged = z.object({
  acknowledged: z.int().describe('How many fired and were not acknowledged yet.'),
  alerts: z.array(Alert),
});
export type Acknowledged = z.output<typeof Acknowledged>;

export const NoteAlert = z.strictObject({ text: note });
export type NoteAlert = z.output<typeof NoteAlert>;

/** Open alerts, each counted once but for `critical` and what holds them back. */
export const AlertCounts = z.object({
  firing: z.int(),
  acknowledged: z.int(),
  pending: z.int(),
  held: z.int().describe('Whatever their status, not told: silenced, or absorbed by a device.'),
  critical: z.int().describe('Of those firing.'),
  silenced: z.int().describe('Of those held.'),
  inhibited: z.int().describe('Of those held.'),
});
export type AlertCounts = z.output<typeof AlertCounts>;

export const RunAlerts = z.strictObject({
  dry_run: z
    .boolean('must be true or false')
    .default(false)
    .describe('Show what would be told if nobody had been told yet, and write and send nothing.'),
  rule: lineField(200)
    .optional()
    .describe('Its name or id: answer of that one alone; all are evaluated.'),
});
export type RunAlerts = z.output<typeof RunAlerts>;

export const RunAnswer = z.object({
  at: timeAnswer,
  alerts: z.array(Alert).describe('That stand, the worst first; 500 at most.'),
  alerts_total: z.int(),
  notifications: z.array(
    z.object({
      id: z.uuid().nullable().describe('In the outbox; null of a dry run.'),
      channel: z.string(),
      channel_id: z.uuid(),
      kind: z.string().describe('Of the channel.'),
      rule: z.string(),
      reason: z.enum(NOTICE_REASONS),
      summary: z.string(),
      held: z
        .enum(['hours'])
        .nullable()
        .describe(
          'Of a dry run: what holds it back now. Silenced and inhibited ones are left out.',
        ),
      payload: z.record(z.string(), z.json()).describe('The exact JSON.'),
    }),
  ),
  failures: z
    .array(z.object({ rule: z.string(), reason: z.string() }))
    .describe('Rules that could not be evaluated.'),
});
export type RunAnswer = z.output<typeof RunAnswer>;
