import { secondsText } from '@/components/devices/seconds-text';
import type { Message } from '@/lib/instruments/inbox/contract';

/** How long a message took to be settled, or has waited by now: “0.3 s”. */
export function settledAfterText(
  { received_at, settled_at }: Pick<Message, 'received_at' | 'settled_at'>,
  now: Date,
): string {
  const until = settled_at === null ? now : new Date(settled_at);
  const seconds = Math.max(0, (until.getTime() - Date.parse(received_at)) / 1000);
  if (seconds < 0.05) return 'under 0.1 s';
  if (seconds >= 172_800) return `${Math.floor(seconds / 86_400)} d`;
  return secondsText(seconds);
}

/** Numbers of specimens for a row: the first two, and how many more. */
export function specimensText(numbers: readonly string[]): { shown: string[]; more: number } {
  const shown = numbers.slice(0, 2);
  return { shown, more: numbers.length - shown.length };
}
