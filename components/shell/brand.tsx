import { cn } from '@/components/ui/class-names';

/** The mark: a graduated scale with one reading. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <g fill="none" strokeWidth="2" strokeLinecap="round">
        <path d="M4 2.500v19M4 5h7M4 10h4M4 20h4" stroke="currentColor" />
        <path d="M4 15h14" stroke="var(--color-accent)" />
      </g>
      <circle cx="19" cy="15" r="2.750" fill="var(--color-accent)" />
    </svg>
  );
}

/** The mark and the name. */
export function Brand({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-2.5 text-base font-semibold tracking-tight text-ink',
        className,
      )}
    >
      <BrandMark />
      Benchwatch
    </span>
  );
}
