import { windowOfDays } from '@/lib/metrics/turnaround/turnaround-view';
import type { LabRef } from '@/lib/platform/context';
import type { ExportTable } from './table';

/** First and last day of the lab, both included; either may be open. */
type Period = { from?: string | undefined; to?: string | undefined };

/** Where a person downloads a table, with the byte order mark that Excel wants. */
export function csvAddress(
  table: Pick<ExportTable, 'name' | 'period'>,
  lab: Pick<LabRef, 'slug' | 'timeZone'>,
  { from, to }: Period,
): string {
  const query = new URLSearchParams({ lab: lab.slug });
  const instant = (day: string, edge: 'from' | 'to') =>
    windowOfDays({ from: day, to: day }, lab.timeZone)[edge].toISOString();
  if (table.period && from) query.set('from', instant(from, 'from'));
  if (table.period && to) query.set('to', instant(to, 'to'));
  query.set('bom', '1');
  return `/api/v1/exports/${table.name}.csv?${query}`;
}
