import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { ChooseBenchDialog, type ChooseBench } from './choose-bench-dialog';

/** Whose work is shown: one's own bench or everybody's, and what belongs to the bench. */
export function BenchSwitch({
  labSlug,
  departments,
  chosen,
  which,
  mineHref,
  allHref,
  choose,
}: {
  labSlug: string;
  departments: readonly string[];
  chosen: readonly string[];
  which: 'mine' | 'all';
  mineHref: string;
  allHref: string;
  choose: ChooseBench;
}) {
  const sides = [
    { label: 'My bench', href: mineHref, on: which === 'mine' },
    { label: 'All', href: allHref, on: which === 'all' },
  ];
  return (
    <div className="flex items-center gap-2">
      {chosen.length > 0 ? (
        <nav
          aria-label="Whose work"
          className="flex overflow-hidden rounded-md border border-line-strong"
        >
          {sides.map(({ label, href, on }) => (
            <Link
              key={label}
              href={href}
              aria-current={on ? 'page' : undefined}
              title={label === 'All' ? 'Every department' : chosen.join(', ')}
              className={cn(
                'flex h-9 items-center px-3 text-sm font-medium whitespace-nowrap not-first:border-l not-first:border-line-strong focus-visible:-outline-offset-2 max-md:h-11',
                on
                  ? 'bg-accent-soft text-accent-strong'
                  : 'bg-surface text-ink-soft hover:bg-hover',
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
      ) : null}
      <ChooseBenchDialog
        labSlug={labSlug}
        departments={departments}
        chosen={chosen}
        choose={choose}
        doneHref={mineHref}
      />
    </div>
  );
}
