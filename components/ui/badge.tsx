import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneSoft, type Tone } from './tone';

/** A short word with a soft ground. `icon` keeps its meaning without colour. */
export function Badge({
  tone = 'neutral',
  icon,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm px-1.5 align-middle text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
