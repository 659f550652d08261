import { dayText } from '@/components/labs/calendars/day-text';

/** A period of whole days as people read it: “15 Nov 2026 to 21 Nov 2026”, of one day that day alone. */
export function periodText({ from, to }: { from: string; to: string }): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}
