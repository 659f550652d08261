import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneText, type Tone } from './tone';

/**
 * One figure. `value` null prints a dash and `none` (why there is nothing). `n` is always shown
 * when given; `few` greys a figure whose n is too small to lean on. `href` leads to its rows.
 */
export function Stat({
  label,
  value,
  unit,
  n,
  nLabel = 'n',
  sub,
  few,
  none = 'nothing to count',
  tone = 'neutral',
  href,
  hrefLabel,
  className,
}: {
  label: ReactNode;
  value: string | number | null;
  unit?: string;
  n?: number;
  /** What n counts, e.g. “tests”; default “n”. */
  nLabel?: string;
  sub?: ReactNode;
  /** The smallest n that carries it: under it the figure is greyed and says so. */
  few?: boolean | number;
  none?: string;
  tone?: Tone;
  href?: string;
  /** Read aloud for the link; default “Rows behind …”. */
  hrefLabel?: string;
  className?: string;
}) {
  const tooFew = typeof few === 'number' ? n !== undefined && n < few : few === true;
  const figure = (
    <span
      className={cn(
        'text-2xl/8 font-semibold tracking-tight',
        value === null || tooFew ? 'text-muted' : toneText[tone],
      )}
    >
      {value === null ? '–' : value}
      {unit && value !== null ? (
        <span className="ml-1 inline-block text-sm font-normal text-muted">{unit}</span>
      ) : null}
    </span>
  );
  return (
    <div className={cn('relative min-w-0 px-4 py-3', className)}>
      <dt className="truncate text-dense text-muted">{label}</dt>
      <dd className="mt-0.5">
        {href && value !== null ? (
          <Link
            href={href}
            aria-label={hrefLabel}
            className="underline decoration-line-strong decoration-1 underline-offset-4 after:absolute after:inset-0 hover:decoration-accent hover:decoration-2"
          >
            {figure}
          </Link>
        ) : (
          figure
        )}
        <span className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted">
          {value === null ? <span>{none}</span> : null}
          {n === undefined ? null : (
            <span>
              {nLabel === 'n'
                ? `n = ${n.toLocaleString('en')}`
                : `${n.toLocaleString('en')} ${nLabel}`}
            </span>
          )}
          {tooFew ? (
            <span>{typeof few === 'number' ? `too few: needs ${few}` : 'too few to lean on'}</span>
          ) : null}
          {sub ? <span>{sub}</span> : null}
        </span>
      </dd>
    </div>
  );
}

/** A row of Stat, divided by hairlines; wraps to two columns on phones. */
export function StatRow({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cn(
        'grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-surface *:shadow-[0_0_0_1px_var(--color-line)] sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]',
        className,
      )}
    >
      {children}
    </dl>
  );
}
