import { cn } from './class-names';

const looks: Record<string, { label: string; bars: number; className: string }> = {
  stat: { label: 'STAT', bars: 3, className: 'text-danger font-semibold' },
  urgent: { label: 'Urgent', bars: 2, className: 'text-warning font-medium' },
  routine: { label: 'Routine', bars: 1, className: 'text-muted' },
};

/** A priority as one to three bars and its word; blind to case, an unknown one shows its own name. */
export function PriorityBadge({ priority, className }: { priority: string; className?: string }) {
  const look = looks[priority.toLowerCase()] ?? {
    label: priority,
    bars: 1,
    className: 'text-muted',
  };
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-dense whitespace-nowrap',
        look.className,
        className,
      )}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0">
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={bar * 4.25}
            y={8 - bar * 3.5}
            width="3"
            height={4 + bar * 3.5}
            fill="currentColor"
            opacity={bar < look.bars ? 1 : 0.25}
          />
        ))}
      </svg>
      {look.label}
    </span>
  );
}
