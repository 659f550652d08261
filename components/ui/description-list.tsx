import type { ReactNode } from 'react';
import { cn } from './class-names';

/** Names and values of one thing. A value of null prints a dash. `columns` on wide screens. */
export function DescriptionList({
  items,
  columns = 1,
  className,
}: {
  items: readonly { label: string; value: ReactNode }[];
  columns?: 1 | 2 | 3;
  className?: string;
}) {
  const grid = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' }[columns];
  return (
    <dl className={cn('grid gap-x-8', grid, className)}>
      {items.map((item) => (
        <div
          key={item.label}
          className="flex min-w-0 items-baseline justify-between gap-4 border-b py-1.5"
        >
          <dt className="shrink-0 text-dense text-muted">{item.label}</dt>
          <dd className="min-w-0 text-right text-sm break-words">
            {item.value ?? <span className="text-muted">–</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
