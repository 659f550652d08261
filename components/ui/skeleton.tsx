import { cn } from './class-names';

/** A grey place holder; give it a size. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div aria-hidden="true" className={cn('animate-shimmer rounded-sm bg-sunken', className)} />
  );
}

/** A table on its way. */
export function TableSkeleton({ rows = 10, columns = 6 }: { rows?: number; columns?: number }) {
  return (
    <div role="status" className="rounded-lg border bg-surface">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows + 1 }, (_, row) => (
        <div key={row} className="flex gap-4 border-b px-3 py-2.5 last:border-b-0">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton
              key={column}
              className={cn(
                'h-3.5 grow',
                row === 0 && 'opacity-60',
                column > 2 && 'max-md:hidden',
                (row + column) % 3 === 0 && 'max-w-[60%]',
              )}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** A row of figures on its way. */
export function StatRowSkeleton({ count = 5 }: { count?: number }) {
  return (
    <div
      role="status"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-surface sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]"
    >
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="space-y-2.5 px-4 py-3.5 shadow-[0_0_0_1px_var(--color-line)]">
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-6 w-1/2" />
          <Skeleton className="h-2.5 w-1/3" />
        </div>
      ))}
    </div>
  );
}

/** A chart on its way: the ground of an axis and some bars. */
export function ChartSkeleton({ className }: { className?: string }) {
  const bars = [
    'h-1/3',
    'h-1/2',
    'h-2/5',
    'h-3/5',
    'h-3/4',
    'h-1/2',
    'h-2/3',
    'h-2/5',
    'h-3/5',
    'h-1/3',
  ];
  return (
    <div
      role="status"
      className={cn(
        'flex h-72 items-end gap-2 rounded-lg border bg-surface p-4 md:gap-4',
        className,
      )}
    >
      <span className="sr-only">Loading</span>
      {bars.map((bar, index) => (
        <Skeleton key={index} className={cn('grow', bar)} />
      ))}
    </div>
  );
}

/** Title and figures and a table: for a `loading.tsx`. */
export function PageSkeleton({
  stats = 0,
  charts = 0,
  rows = 12,
}: {
  stats?: number;
  charts?: number;
  rows?: number;
}) {
  return (
    <div className="space-y-5">
      <div className="space-y-2">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-3.5 w-80 max-w-full" />
      </div>
      {stats > 0 ? <StatRowSkeleton count={stats} /> : null}
      {Array.from({ length: charts }, (_, index) => (
        <ChartSkeleton key={index} />
      ))}
      {rows > 0 ? <TableSkeleton rows={rows} /> : null}
    </div>
  );
}
