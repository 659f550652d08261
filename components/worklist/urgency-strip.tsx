import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { toneText } from '@/components/ui/tone';
import type { Worklist } from '@/lib/worklist/contract';
import { URGENCIES, type Urgency } from '@/lib/worklist/urgency';
import { URGENCY_LOOKS } from './urgency-look';

/** How many stand how to their due time; each figure narrows the list to its rows, and back. */
export function UrgencyStrip({
  counts,
  chosen,
  hrefFor,
}: {
  counts: Worklist['counts'];
  chosen: Urgency | null;
  /** Null leads back to all of them. */
  hrefFor: (urgency: Urgency | null) => string;
}) {
  return (
    <ul
      aria-label="How they stand"
      className="grid grid-cols-4 overflow-hidden rounded-lg border bg-surface"
    >
      {URGENCIES.map((urgency) => {
        const { label, tone } = URGENCY_LOOKS[urgency];
        const on = urgency === chosen;
        const count = counts[urgency];
        return (
          <li key={urgency} className="min-w-0 not-first:border-l">
            <Link
              href={hrefFor(on ? null : urgency)}
              aria-current={on ? 'true' : undefined}
              className={cn(
                'flex h-full min-h-14 flex-col justify-center px-2 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:px-4',
                on && 'bg-accent-soft shadow-[inset_0_-2px_0_var(--color-accent)]',
              )}
            >
              <span
                className={cn(
                  'text-xl/6 font-semibold tracking-tight sm:text-2xl/7',
                  count === 0 ? 'text-muted' : toneText[tone],
                )}
              >
                {count.toLocaleString('en')}
              </span>
              <span className="truncate text-xs text-muted">{label}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
