import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneSolid, type Tone } from './tone';

/** How far something is, 0–100; null when nobody knows yet. `detail` stands right of the label (“12,400 of 15,524 rows”). */
export function ProgressBar({
  label,
  percent,
  detail,
  tone = 'accent',
  className,
}: {
  label: string;
  percent: number | null;
  detail?: ReactNode;
  tone?: Tone;
  className?: string;
}) {
  const value = percent === null ? null : Math.min(100, Math.max(0, percent));
  return (
    <div className={cn('grid gap-1.5', className)}>
      <div className="flex flex-wrap justify-between gap-x-4 text-dense">
        <span className="font-medium">{label}</span>
        <span className="text-muted">
          {detail ?? (value === null ? 'waiting' : `${Math.floor(value)} %`)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={value === null ? undefined : Math.floor(value)}
        className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div
          className={cn(
            'h-full rounded-full transition-[width] duration-300',
            toneSolid[tone],
            value === null && 'w-1/4 animate-shimmer',
          )}
          style={value === null ? undefined : { width: `${value}%` }}
        />
      </div>
      {/* the marks of a measuring cylinder, every ten per cent */}
      <div aria-hidden="true" className="-mt-0.5 flex h-1 justify-between px-px">
        {Array.from({ length: 11 }, (_, mark) => (
          <span
            key={mark}
            className={cn('w-px bg-line-strong', mark % 5 === 0 ? 'h-1' : 'h-0.5 opacity-60')}
          />
        ))}
      </div>
    </div>
  );
}
