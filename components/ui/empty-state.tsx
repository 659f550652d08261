import type { ReactNode } from 'react';
import { cn } from './class-names';

/** Nothing here: says why and what to do next. `art` replaces the empty cylinder. */
export function EmptyState({
  title,
  children,
  actions,
  art,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  art?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('flex flex-col items-center gap-3 px-6 py-12 text-center', className)}>
      {art ?? <EmptyCylinder />}
      <p className="text-base font-semibold">{title}</p>
      {children ? <div className="max-w-md text-sm text-pretty text-muted">{children}</div> : null}
      {actions ? <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

function EmptyCylinder() {
  return (
    <svg viewBox="0 0 48 56" aria-hidden="true" className="h-14 w-12 text-line-strong">
      <path
        d="M15 4h18M17 4v40a3 3 0 0 0 3 3h8a3 3 0 0 0 3-3V4M10 52h28M24 47v5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
      <path
        d="M31 12h-6M31 18h-3.5M31 24h-6M31 30h-3.5M31 36h-6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
      />
      <path
        d="M17.8 41.5h12.4V44a2.2 2.2 0 0 1-2.2 2.2h-8a2.2 2.2 0 0 1-2.2-2.2z"
        fill="var(--color-accent)"
        opacity=".5"
      />
    </svg>
  );
}
