import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { bucketLabel } from './bucket-label';
import type { Bucket, BucketGrain } from './buckets-of-window';
import type { LineData } from './chart-data';
import type { FigureChoice } from './define-figure';

/** What every bucket of a trend says of itself. */
export const trendShape = {
  /** The date it begins with, YYYY-MM of a month, of an hour the instant. */
  key: z.string(),
  timestamp: timeAnswer,
  /** Where the next begins. */
  until: timeAnswer,
  running: z.boolean(),
};

type TrendPoint = z.output<z.ZodObject<typeof trendShape>>;

/** Grains of a trend, coarser than hours. */
export const TREND_GRAINS = ['day', 'week', 'month'] as const;

/** A choice of grain on a figure's page. */
export function grainChoice(grains: readonly BucketGrain[]): FigureChoice {
  return {
    name: 'grain',
    label: 'By',
    options: grains.map((value) => ({
      value,
      label: `${value[0]?.toUpperCase()}${value.slice(1)}`,
    })),
  };
}

export function trendPoint({
  key,
  from,
  to,
  running,
}: Bucket): z.input<z.ZodObject<typeof trendShape>> {
  return {
    key,
    timestamp: new Date(from).toISOString(),
    until: new Date(to).toISOString(),
    running,
  };
}

/** The part of a bucket that lies in the window: the period of its rows. */
export function periodOfPoint(
  point: Pick<TrendPoint, 'timestamp' | 'until'>,
  window: { from: string; to: string },
): { from: string; to: string } {
  const later = (a: string, b: string) => (Date.parse(a) > Date.parse(b) ? a : b);
  return {
    from: later(point.timestamp, window.from),
    to: later(point.until, window.to) === point.until ? window.to : point.until,
  };
}

/** Buckets as charts have them. */
export function chartBuckets(
  points: readonly Pick<TrendPoint, 'key' | 'running'>[],
  grain: BucketGrain,
  timeZone: string,
): LineData['buckets'] {
  return points.map(({ key, running }) => ({
    key,
    label: bucketLabel(grain, key, timeZone),
    running,
  }));
}
