import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneText, type Tone } from './tone';

export type CountEntry<Key extends string> = {
  key: Key;
  label: ReactNode;
  tone: Tone;
  count: number;
};

/** How many stand how, up to four figures; each narrows the list to its own, and back. */
export function CountStrip<Key extends string>({
  entries,
  chosen,
  hrefFor,
}: {
  entries: readonly CountEntry<Key>[];
  chosen: Key | null;
  /** Null leads back to all of them. */
  hrefFor: (key: Key | null) => string;
}) {
  return (
    <ul
      aria-label="How they stand"
      // On a phone each takes what its word needs: a quarter cuts the longest.
      className="flex overflow-hidden rounded-lg border bg-surface sm:grid sm:grid-cols-4"
    >
      {entries.map(({ key, label, tone, count }) => {
        const on = key === chosen;
        return (
          <li key={key} className="min-w-0 flex-auto not-first:border-l">
            <Link
              href={hrefFor(on ? null : key)}
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
              <span className="truncate text-xs text-muted max-sm:text-2xs">{label}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
