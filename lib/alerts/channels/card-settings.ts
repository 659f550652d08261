import { z } from 'zod';

/** What a card may show besides what is the matter and of how many. */
export const CARD_FIELDS = ['worst', 'assays', 'window', 'labels', 'waiting'] as const;
export type CardField = (typeof CARD_FIELDS)[number];

/**
 * What a channel shows of a notice. With `counts`, the default, nothing that it is sent holds a
 * specimen number: people of a chat are not all people of the lab.
 */
export const CardSettings = z.strictObject({
  detail: z
    .enum(['counts', 'specimens'], { error: 'must be counts or specimens' })
    .default('counts')
    .describe('counts: numbers and a link alone; specimens: specimen numbers too.'),
  fields: z
    .array(z.enum(CARD_FIELDS, { error: `must be some of ${CARD_FIELDS.join(', ')}` }))
    .transform((fields) => CARD_FIELDS.filter((field) => fields.includes(field)))
    .default([...CARD_FIELDS])
    .describe('The worst, the assays with most, the time spoken of, what all share, what waits.'),
  top: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(25, 'must be at most 25')
    .default(5)
    .describe('So many of the worst, and of the assays.'),
});
export type CardSettings = z.output<typeof CardSettings>;

/** The card settings of a channel's row. */
export function readCard(stored: unknown): CardSettings {
  return CardSettings.parse(stored ?? {});
}
