import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import type { MissingByLocation as Place } from '@/lib/worklist/contract';
import { durationText } from '@/lib/specimens/duration-text';

/** How many are missing from where and for how long; each narrows the list to its own, and back. */
export function MissingByLocation({
  places,
  chosen,
  now,
  hrefFor,
}: {
  places: readonly Place[];
  chosen: readonly string[];
  now: Date;
  /** Null leads back to all locations. */
  hrefFor: (location: string | null) => string;
}) {
  return (
    <ul
      aria-label="By location"
      className="flex gap-2 overflow-x-auto pb-1 max-lg:-mx-4 max-lg:px-4 lg:flex-wrap"
    >
      {places.map((place) => {
        const name = place.location ?? 'No location';
        const on = place.location !== null && chosen.includes(place.location);
        const waited = (now.getTime() - Date.parse(place.oldest_at)) / 60_000;
        const figures = (
          <>
            <span className="flex items-baseline justify-between gap-4">
              <span className="truncate text-dense font-medium">{name}</span>
              <span className="text-base font-semibold text-warning">
                {place.count.toLocaleString('en')}
              </span>
            </span>
            <span className="text-xs whitespace-nowrap text-muted">
              longest {durationText(waited)} · after {durationText(place.missing_after_minutes)}
            </span>
          </>
        );
        const look = 'grid min-w-48 gap-0.5 rounded-lg border bg-surface px-3.5 py-2';
        return (
          <li key={name}>
            {place.location === null ? (
              <div className={look}>{figures}</div>
            ) : (
              <Link
                href={hrefFor(on ? null : place.location)}
                aria-current={on ? 'true' : undefined}
                className={cn(look, 'hover:bg-hover', on && 'border-accent bg-accent-soft')}
              >
                {figures}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
