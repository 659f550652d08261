import { periodText } from '@/components/metrics/period-text';
import { dayOf } from '@/lib/metrics/turnaround/turnaround-view';

/** A period by the days of the lab that it touches: “19 Oct 2026 to 15 Nov 2026”. */
export function spanText(from: string, to: string, timeZone: string): string {
  const last = new Date(new Date(to).getTime() - 1);
  return periodText({ from: dayOf(new Date(from), timeZone), to: dayOf(last, timeZone) });
}

export function SpanText({ from, to, timeZone }: { from: string; to: string; timeZone: string }) {
  return <span className="whitespace-nowrap">{spanText(from, to, timeZone)}</span>;
}
