import type { ReactNode } from 'react';
import { cn } from './class-names';

/**
 * A sheet of paper on the bench. `title` makes it a named region heading (h2 unless `level` 3).
 * `flush` leaves out the padding (tables, lists).
 */
export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  level = 2,
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  flush?: boolean;
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      className={cn('min-w-0 rounded-lg border bg-surface', flush && 'overflow-hidden', className)}
    >
      {title || actions ? (
        <header
          className={cn(
            'flex flex-wrap gap-x-4 gap-y-2 border-b px-4 py-3',
            description ? 'items-start' : 'items-center',
          )}
        >
          <div className="min-w-0 grow">
            {title ? <Heading className="text-sm font-semibold">{title}</Heading> : null}
            {description ? <p className="mt-0.5 text-dense text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children === undefined ? null : <div className={cn(!flush && 'p-4')}>{children}</div>}
      {footer ? (
        <footer className="border-t px-4 py-2.5 text-dense text-muted">{footer}</footer>
      ) : null}
    </section>
  );
}
