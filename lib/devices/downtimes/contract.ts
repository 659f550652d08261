import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';

/** A stop that is announced. */
export const NewDowntime = z
  .strictObject({
    starts_at: timeField.describe('Now or later.'),
    ends_at: timeField.describe('Not part of it any more.'),
    reason: lineField(500),
  })
  .refine(({ starts_at, ends_at }) => ends_at > starts_at, {
    path: ['ends_at'],
    message: 'must be after starts_at',
  });
export type NewDowntime = z.output<typeof NewDowntime>;

export const CancelDowntime = z.strictObject({ reason: lineField(500) });
export type CancelDowntime = z.output<typeof CancelDowntime>;

export const Downtime = z.object({
  id: z.uuid(),
  starts_at: timeAnswer,
  ends_at: timeAnswer,
  reason: z.string(),
  state: z
    .enum(['planned', 'running', 'over', 'cancelled'])
    .describe('Cancelled while it ran, it ended then and is over.'),
  by: z.string(),
  created_at: timeAnswer,
  cancelled: z.object({ at: timeAnswer, by: z.string() }).nullable(),
});
export type Downtime = z.output<typeof Downtime>;

export const DowntimesQuery = z.strictObject(listQueryShape);
export type DowntimesQuery = z.output<typeof DowntimesQuery>;
