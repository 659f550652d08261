import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { toneText } from '@/components/ui/tone';
import type { AlertCounts } from '@/lib/alerts/alerts/contract';
import { STANDINGS, type Standing } from '@/lib/alerts/alerts/standing';
import { STANDING_WORDS } from './alert-words';

/** How many alerts stand how; each figure narrows the list to them, and back. */
export function StandingStrip({
  counts,
  chosen,
  hrefFor,
}: {
  counts: AlertCounts;
  chosen: Standing | null;
  /** Null leads back to all of them. */
  hrefFor: (standing: Standing | null) => string;
}) {
  return (
    <ul
      aria-label="How they stand"
      className="grid grid-cols-4 overflow-hidden rounded-lg border bg-surface"
    >
      {STANDINGS.map((standing) => {
        const { label, tone } = STANDING_WORDS[standing];
        const on = standing === chosen;
        const count = counts[standing];
        const critical = standing === 'firing' && counts.critical > 0;
        return (
          <li key={standing} className="min-w-0 not-first:border-l">
            <Link
              href={hrefFor(on ? null : standing)}
              aria-current={on ? 'true' : undefined}
              className={cn(
                'flex h-full min-h-14 flex-col justify-center px-1.5 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:px-4',
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
              <span className="truncate text-xs text-muted max-sm:text-2xs">
                {label}
                {critical ? (
                  <span className="max-sm:sr-only">
                    {', '}
                    <span className="font-medium text-danger">
                      {counts.critical.toLocaleString('en')} critical
                    </span>
                  </span>
                ) : null}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
