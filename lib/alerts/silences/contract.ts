import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { oneOf } from '@/lib/platform/http/one-of';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { LABELS } from '../finding';

/** What a silence can match by: the labels of alerts, a rule, one alert. */
export const MATCHER_LABELS = [...LABELS, 'rule', 'alert'] as const;
export type MatcherLabel = (typeof MATCHER_LABELS)[number];

const label = oneOf(MATCHER_LABELS);

const NewMatcher = z.strictObject({
  label,
  value: lineField(200).describe(
    'As people read it; of a rule its name or id, of an alert its id.',
  ),
});

const matchers = z
  .array(NewMatcher, 'must be a list')
  .min(1, 'must name what is silenced')
  .max(MATCHER_LABELS.length, 'names too many')
  .refine((all) => new Set(all.map((one) => one.label)).size === all.length, 'names a label twice');

/** How matchers are kept: a rule by its id. */
export const StoredMatchers = z.array(z.object({ label, value: z.string() }));

const reason = lineField(500);
const MINUTE_MS = 60_000;
export const SILENCE_DAYS_AT_MOST = 31;

/** Alerts of which all matchers say the same are not told of until it ends. */
export const NewSilence = z
  .strictObject({
    matchers,
    starts_at: timeField.optional().describe('Now unless given.'),
    ends_at: timeField.describe(`At most ${SILENCE_DAYS_AT_MOST} days after it starts.`),
    reason,
  })
  .refine(({ starts_at, ends_at }) => starts_at === undefined || ends_at > starts_at, {
    path: ['ends_at'],
    message: 'must be after starts_at',
  });
export type NewSilence = z.output<typeof NewSilence>;

export const SilenceChange = z
  .strictObject({ ends_at: timeField, reason })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change ends_at or reason');
export type SilenceChange = z.output<typeof SilenceChange>;

export const Silence = z.object({
  id: z.uuid(),
  matchers: z.array(
    z.object({ label, value: z.string(), text: z.string().describe('As people read it.') }),
  ),
  starts_at: timeAnswer,
  ends_at: timeAnswer,
  reason: z.string(),
  state: z.enum(['planned', 'in_force', 'over']),
  by: z.string(),
  created_at: timeAnswer,
  ended: z.object({ at: timeAnswer, by: z.string() }).nullable().describe('By a person, early.'),
  holds: z.int().describe('Open alerts that it matches now; none unless it is in force.'),
});
export type Silence = z.output<typeof Silence>;

export const SilencesQuery = z.strictObject({
  ...listQueryShape,
  state: z
    .enum(['standing', 'over', 'all'], { error: 'must be standing, over or all' })
    .default('standing')
    .describe('standing: planned or in force.'),
});
export type SilencesQuery = z.output<typeof SilencesQuery>;

/** How long after its time a clock or a form may name the start of a silence. */
export const LATE_MS = 5 * MINUTE_MS;
