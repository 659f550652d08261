import { X } from 'lucide-react';
import Link from 'next/link';
import type { ActiveFilter } from './filter-bar';

/** The filters in force, each with a way to take it off. */
export function FilterChips({ active }: { active: readonly ActiveFilter[] }) {
  if (active.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap gap-1.5">
      {active.map((filter) => (
        <li key={filter.label}>
          <Link
            href={filter.removeHref}
            aria-label={`Remove filter ${filter.label}`}
            className="inline-flex min-h-7 items-center gap-1 rounded-sm bg-accent-soft px-2 text-xs font-medium text-accent-strong hover:underline max-md:min-h-9"
          >
            {filter.label}
            <X aria-hidden="true" className="size-3 print:hidden" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
