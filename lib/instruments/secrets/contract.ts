import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';

/** For so long the secrets before stay good unless something else is said, and at most. */
export const USUAL_OVERLAP_HOURS = 24;
const MOST_OVERLAP_HOURS = 30 * 24;

export const NewSecret = z.strictObject({
  overlap_hours: z
    .number({ error: 'must be a number of hours' })
    .min(0, 'must not be negative')
    .max(MOST_OVERLAP_HOURS, 'must be 30 days at most')
    .nullish()
    .transform((hours) => hours ?? USUAL_OVERLAP_HOURS)
    .describe('How long the secrets before stay good too: 24 unless given, 0 ends them now.'),
});
export type NewSecret = z.output<typeof NewSecret>;

export const SecretAnswer = z.object({
  id: z.uuid(),
  state: z.enum(['good', 'ending', 'ended']).describe('ending: good until valid_until.'),
  valid_from: timeAnswer,
  valid_until: timeAnswer.nullable(),
  made_by: z.string(),
  created_at: timeAnswer,
});
export type SecretAnswer = z.output<typeof SecretAnswer>;

export const SecretList = z.object({ data: z.array(SecretAnswer) });

export const MadeSecret = SecretAnswer.extend({
  secret: z.string().describe('Shown this once: `whsec_` and the key in base64.'),
  webhook_path: z.string().describe('Where messages signed with it are sent.'),
});
export type MadeSecret = z.output<typeof MadeSecret>;

export const SecretParams = z.object({ name: z.string().min(1).max(200), id: z.string() });
