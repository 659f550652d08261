import type { BucketGrain } from './buckets-of-window';

/**
 * The short name of a trend's bucket by its key: “10 Jun 14:00” of an hour, “10 Jun” of a day or of
 * the week that begins then, “Jun 2026” of a month.
 */
export function bucketLabel(grain: BucketGrain, key: string, timeZone: string): string {
  if (grain === 'hour') {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
      .format(new Date(key))
      .replace(',', '');
  }
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    month: 'short',
    ...(grain === 'month' ? { year: 'numeric' } : { day: 'numeric' }),
  }).format(new Date(grain === 'month' ? `${key}-01` : key));
}
