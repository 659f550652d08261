import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

/*
 * Each state has a glyph of its own, so it is told apart in grey and in print. Open
 * states fill up as a tube does: empty, a quarter, half, three quarters, full.
 */
const ring = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.75" />;
const tube = (level: number): ReactNode => (
  <>
    {ring}
    {level > 0 ? <path d={pie(level)} fill="currentColor" /> : null}
  </>
);

function pie(share: number): string {
  const angle = share * 2 * Math.PI;
  const x = (8 + 3.5 * Math.sin(angle)).toFixed(2);
  const y = (8 - 3.5 * Math.cos(angle)).toFixed(2);
  return `M8 8V4.5A3.5 3.5 0 ${share > 0.5 ? 1 : 0} 1 ${x} ${y}Z`;
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.75,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const looks: Record<string, { label: string; text: string; glyph: ReactNode }> = {
  expected: {
    label: 'Expected',
    text: 'text-state-expected',
    glyph: (
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeDasharray="2.4 2.31"
      />
    ),
  },
  received: { label: 'Received', text: 'text-state-received', glyph: tube(0.25) },
  in_process: { label: 'In process', text: 'text-state-in-process', glyph: tube(0.5) },
  submitted: { label: 'Submitted', text: 'text-state-submitted', glyph: tube(0.75) },
  verified: {
    label: 'Verified',
    text: 'text-state-verified',
    glyph: (
      <>
        {ring}
        <path d="m5.25 8.25 2 2 3.5-4.25" {...stroke} />
      </>
    ),
  },
  published: {
    label: 'Published',
    text: 'text-state-published',
    glyph: (
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.9 5.1L7.3 11.3 4.3 8.3l1.1-1.1 1.8 1.8 3.5-4z"
      />
    ),
  },
  error: {
    label: 'Error',
    text: 'text-state-error',
    glyph: (
      <>
        <path d="M8 2 14.5 13.5h-13Z" {...stroke} />
        <path d="M8 6.5v3M8 11.6v.1" {...stroke} />
      </>
    ),
  },
  rejected: {
    label: 'Rejected',
    text: 'text-state-rejected',
    glyph: (
      <>
        <path d="M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3z" {...stroke} />
        <path d="m5.75 5.75 4.5 4.5m0-4.5-4.5 4.5" {...stroke} />
      </>
    ),
  },
  cancelled: {
    label: 'Cancelled',
    text: 'text-state-cancelled',
    glyph: (
      <>
        {ring}
        <path d="m4 12 8-8" {...stroke} />
      </>
    ),
  },
  invalidated: {
    label: 'Invalidated',
    text: 'text-state-invalidated',
    glyph: (
      <>
        <path d="M3 8a5.25 5.25 0 1 0 1.7-3.8" {...stroke} />
        <path d="M4.6 1.5v3h3" {...stroke} />
      </>
    ),
  },
};

/** The glyph of a state alone, in the colour of the text around it; for drawings. */
export function StateGlyph({ state, ...rest }: { state: string } & ComponentProps<'svg'>) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" {...rest}>
      {looks[state]?.glyph ?? ring}
    </svg>
  );
}

/** A workflow state as glyph and word. `label` replaces the default word (labs may rename); an unknown key shows its own. */
export function StateBadge({
  state,
  label,
  className,
}: {
  state: string;
  label?: string;
  className?: string;
}) {
  const look = looks[state];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-dense font-medium whitespace-nowrap',
        look?.text ?? 'text-ink-soft',
        className,
      )}
    >
      <StateGlyph state={state} className="size-3.5 shrink-0" />
      {label ?? look?.label ?? state}
    </span>
  );
}
