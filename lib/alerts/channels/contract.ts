import { z } from 'zod';
import { OpeningHoursField } from '@/lib/labs/calendars/contract';
import { nameField } from '@/lib/platform/http/named-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { CARD_FIELDS, CardSettings } from './card-settings';

export const CHANNEL_KIND_NAMES = ['teams', 'webhook'] as const;

const kind = z.enum(CHANNEL_KIND_NAMES, { error: `must be ${CHANNEL_KIND_NAMES.join(' or ')}` });
const url = z
  .string('must be text')
  .trim()
  .min(1, 'must not be empty')
  .describe('https and public. Kept encrypted and never shown again, but for its host and end.')
  .meta({ examples: ['https://example.org/hooks/lab'] });
const hours = OpeningHoursField.nullable().describe(
  'When it may be used, as a calendar’s opening hours, holidays aside; null is always. Critical alerts are told at any hour.',
);
const enabled = z.boolean('must be true or false');

export const NewChannel = z.strictObject({
  name: nameField,
  kind,
  url,
  hours: hours.default(null),
  card: CardSettings.prefault({}),
  enabled: enabled.default(true),
});
export type NewChannel = z.output<typeof NewChannel>;

/** Fields left out stay, and of `card` those not named. The kind stays what it is. */
export const ChannelChange = z
  .strictObject({
    name: nameField,
    url,
    hours,
    card: z
      .strictObject({
        detail: CardSettings.shape.detail.unwrap(),
        fields: CardSettings.shape.fields.unwrap(),
        top: CardSettings.shape.top.unwrap(),
      })
      .partial(),
    enabled,
    new_secret: z
      .literal(true, { error: 'must be true, or left out' })
      .describe('Makes a webhook’s next secret; the one before is of no use any more.'),
    version: z
      .int('must be a version number')
      .min(1, 'must be a version number')
      .describe('As read; 409 version_conflict where somebody was faster.'),
  })
  .partial();
export type ChannelChange = z.output<typeof ChannelChange>;

const stretches = z.array(z.tuple([z.string(), z.string()]).readonly());

/** A channel as people see it: never its address, nor its secret. */
export const Channel = z.object({
  id: z.uuid(),
  name: z.string(),
  kind,
  host: z.string().describe('Of its address.'),
  url_end: z
    .string()
    .nullable()
    .describe('The last four characters of its address; null where that would be much of it.'),
  hours: z
    .object({
      '1': stretches,
      '2': stretches,
      '3': stretches,
      '4': stretches,
      '5': stretches,
      '6': stretches,
      '7': stretches,
    })
    .nullable(),
  card: z.object({
    detail: z.enum(['counts', 'specimens']),
    fields: z.array(z.enum(CARD_FIELDS)),
    top: z.int(),
  }),
  enabled: z.boolean(),
  version: z.int(),
  rules: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('That tell it.'),
  health: z.object({
    state: z
      .enum(['unused', 'ok', 'failing', 'off'])
      .describe('failing: the last attempt failed; off: not enabled.'),
    last_ok_at: timeAnswer.nullable(),
    last_failed_at: timeAnswer.nullable(),
    failure: z.string().nullable().describe('Why it failed last, in a sentence.'),
    failures: z.int().describe('Attempts failed since the last that did not.'),
    paused_until: timeAnswer.nullable().describe('Nothing is posted before then.'),
  }),
  created_at: timeAnswer,
});
export type Channel = z.output<typeof Channel>;

/** A channel as it was just made or changed. */
export const MadeChannel = Channel.extend({
  secret: z
    .string()
    .nullable()
    .describe('What a webhook is signed with: shown now and never again. Null of none made.'),
});
export type MadeChannel = z.output<typeof MadeChannel>;

export const TestSent = z.object({
  notification_id: z.uuid().describe('Its delivery is told at /notifications/{id}.'),
  payload: z.record(z.string(), z.unknown()).describe('The JSON that is posted.'),
});
export type TestSent = z.output<typeof TestSent>;
