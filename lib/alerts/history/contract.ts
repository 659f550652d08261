import { z } from 'zod';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { NOTICE_REASONS } from '../channels/notice';
import { NewAlertRule } from '../rules/contract';

export const TRIAL_DAYS = 30;
export const TRIAL_DAYS_AT_MOST = 92;

/** A rule as it would be saved, and the time it is tried over. */
export const TryRule = z.strictObject({
  rule: NewAlertRule,
  from: timeField.optional().describe(`${TRIAL_DAYS} days before the end unless given.`),
  to: timeField.optional().describe('Now unless given.'),
});
export type TryRule = z.output<typeof TryRule>;

export const RuleTrial = z.object({
  from: timeAnswer,
  to: timeAnswer,
  alerts: z.int().describe('How many would have fired; what stood at the beginning fires then.'),
  cards: z.int().describe('How many notifications would have been sent, to all channels together.'),
  by_channel: z.array(z.object({ channel: z.string(), cards: z.int() })),
  by_day: z
    .array(z.object({ day: z.string(), cards: z.int(), alerts: z.int() }))
    .describe('Every day of the lab, YYYY-MM-DD.'),
  told: z
    .array(
      z.object({
        at: timeAnswer,
        channel: z.string(),
        reason: z.enum(NOTICE_REASONS),
        alerts: z.int().describe('That fired then, or were over.'),
        worst: z.string().describe('One of them, in a line.'),
      }),
    )
    .describe('The cards, the latest first; 200 at most.'),
  breaches: z
    .object({
      total: z.int().describe('Tests that became late in this time, as far as the rule looks.'),
      warned: z.int().describe('… of which a card had told before they were.'),
      percent: z.number().nullable(),
    })
    .nullable()
    .describe('Of rules about tests.'),
  incomplete: z
    .string()
    .nullable()
    .describe('What of that time is not known any more, so that there was more than is said here.'),
});
export type RuleTrial = z.output<typeof RuleTrial>;
