import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { toneText, type Tone } from './tone';

const icons = {
  neutral: Info,
  accent: Info,
  info: Info,
  positive: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};
const grounds: Record<Tone, string> = {
  neutral: 'bg-sunken',
  accent: 'bg-accent-soft',
  info: 'bg-info-soft',
  positive: 'bg-positive-soft',
  warning: 'bg-warning-soft',
  danger: 'bg-danger-soft',
};

/** A message set apart in the page. `live` has it announced when it appears; `actions` are buttons or links. */
export function Alert({
  tone = 'info',
  title,
  live,
  actions,
  className,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  live?: boolean;
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div
      role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}
      className={cn('flex gap-3 rounded-md px-3.5 py-3 text-sm text-ink', grounds[tone], className)}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
      <div className="min-w-0 grow space-y-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink-soft">{children}</div> : null}
        {actions ? <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div> : null}
      </div>
    </div>
  );
}
