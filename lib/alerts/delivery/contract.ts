import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { oneOf } from '@/lib/platform/http/one-of';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { SEVERITIES } from '../finding';

export const NOTIFICATION_STATES = ['queued', 'sent', 'dead'] as const;
export const NOTIFICATION_REASONS = ['first', 'changed', 'repeat', 'resolved', 'test'] as const;
const CHANNEL_KINDS = ['teams', 'webhook'] as const;

/** Most notifications that are named at once, and most that are settled in one go. */
const MOST_NAMED = 500;
export const MOST_SETTLED = 1_000;

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

export const NotificationsQuery = z.strictObject({
  ...listQueryShape,
  status: oneOf(NOTIFICATION_STATES).optional(),
  dismissed: flag.optional().describe('Of dead ones: whether a person has seen it.'),
  channel: lineField(120).optional().describe('Its name or id.'),
  rule: lineField(120).optional().describe('Its name or id.'),
  alert: z.uuid('must be the id of an alert').optional().describe('That told of this alert.'),
  reason: oneOf(NOTIFICATION_REASONS).optional(),
  severity: oneOf(SEVERITIES).optional(),
  from: timeField.optional().describe('Decided since.'),
  to: timeField.optional().describe('Decided before.'),
});
export type NotificationsQuery = z.output<typeof NotificationsQuery>;

export const Notification = z.object({
  id: z.uuid(),
  channel: z.object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(CHANNEL_KINDS),
    removed: z.boolean(),
  }),
  rule: z.object({ id: z.uuid(), name: z.string() }).nullable().describe('Null of a test message.'),
  reason: z.enum(NOTIFICATION_REASONS).describe('Why it was sent.'),
  severity: z.enum(SEVERITIES),
  summary: z.string(),
  alert_count: z.int().describe('How many alerts it tells of.'),
  status: z.enum(NOTIFICATION_STATES),
  failure: z.string().nullable().describe('Why it was given up, for programs …'),
  failure_text: z.string().nullable().describe('… and for people.'),
  attempts: z.int().describe('Since it was queued.'),
  last_attempt: z
    .object({
      at: timeAnswer,
      status: z.int().nullable(),
      outcome: z.string(),
      text: z.string().nullable(),
    })
    .nullable(),
  next_attempt_at: timeAnswer
    .nullable()
    .describe('Of one that waits: not before then, nor before its channel is paused no more.'),
  created_at: timeAnswer.describe('When it was decided.'),
  queued_at: timeAnswer.describe('When it was queued last.'),
  settled_at: timeAnswer.nullable().describe('When it was accepted or given up.'),
  dismissed_at: timeAnswer.nullable(),
  dismissed_by: z.string().nullable(),
});
export type Notification = z.output<typeof Notification>;
export const NotificationList = listAnswer(Notification);

export const NotificationInFull = Notification.extend({
  alert_ids: z.array(z.uuid()).describe('The alerts it tells of; none of a test message.'),
  payload: z.unknown().describe('The JSON that is posted.'),
  log: z
    .array(
      z.object({
        at: timeAnswer,
        duration_ms: z.int(),
        status: z.int().nullable().describe('Of HTTP; null where no answer came.'),
        outcome: z.string().describe('ok, or a word for what went wrong, …'),
        text: z.string().nullable().describe('… in a sentence.'),
      }),
    )
    .describe('Every attempt, the latest first (100 at most); never what was answered.'),
});
export type NotificationInFull = z.output<typeof NotificationInFull>;

export const NotificationParams = z.object({ id: z.string() });

/** Which dead notifications: those named, or all of a channel, or simply all. */
export const WhichDead = z
  .strictObject({
    ids: z
      .array(z.uuid('must be the id of a notification'))
      .min(1, 'must name a notification')
      .max(MOST_NAMED, `may name ${MOST_NAMED} notifications`)
      .optional(),
    channel: lineField(120).optional().describe('Its name or id.'),
  })
  .refine(({ ids, channel }) => ids === undefined || channel === undefined, {
    path: ['ids'],
    message: 'must name notifications, or leave it out and name a channel',
  });
export type WhichDead = z.output<typeof WhichDead>;

export const SettledDead = z.object({
  count: z.int().describe('How many it was done to.'),
  left: z.int().describe('Dead ones that it was meant for and that are as they were.'),
});
export type SettledDead = z.output<typeof SettledDead>;
