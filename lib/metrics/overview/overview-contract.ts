import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { BENCHES } from '@/lib/worklist/contract';

/** What the overview shows, in its order. */
export const OVERVIEW_TILES = [
  'received',
  'released',
  'in_work',
  'urgent',
  'overdue',
  'at_risk',
  'missing',
  'error_rate',
  'rejection_rate',
  'criticals_open',
  'devices_down',
] as const;
export type OverviewTileName = (typeof OVERVIEW_TILES)[number];

export const OverviewQuery = z.strictObject({
  bench: z
    .enum(BENCHES, { error: 'must be mine or all' })
    .default('all')
    .describe('mine: departments you chose as your bench; all of them while you chose none.'),
});
export type OverviewQuery = z.output<typeof OverviewQuery>;

const Counted = z.object({
  count: z.int(),
  /** What a rate is of; null of a count. */
  of: z.int().nullable(),
  percent: z.number().nullable(),
});
export type Counted = z.output<typeof Counted>;

export const OverviewAnswer = z.object({
  /** Today from the local midnight up to now, and the day it is compared with. */
  today: z.object({ from: timeAnswer, to: timeAnswer }),
  compared_with: z.object({ from: timeAnswer, to: timeAnswer }),
  /** Null for all. */
  departments: z.array(z.string()).nullable(),
  tiles: z.array(
    z.object({
      name: z.enum(OVERVIEW_TILES),
      ...Counted.shape,
      /** The same on that day; null where it cannot be known. */
      before: Counted.nullable(),
      rows_url: z.string(),
    }),
  ),
  receipt: z.object({
    definition: z.string(),
    version: z.string(),
    method: z.string(),
    time_zone: z.string(),
    computed_at: timeAnswer,
  }),
});
export type OverviewAnswer = z.output<typeof OverviewAnswer>;
