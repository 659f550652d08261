import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './button-style';
import { LinkButton } from './link-button';
import { cn } from './class-names';

/** Previous and next by cursor; a missing address disables the button. `summary` says what is shown (“50 of 15,524”). */
export function Pagination({
  previousHref,
  nextHref,
  summary,
  label = 'Pages',
  className,
}: {
  previousHref?: string | null;
  nextHref?: string | null;
  summary?: ReactNode;
  label?: string;
  className?: string;
}) {
  return (
    <nav
      aria-label={label}
      className={cn('flex flex-wrap items-center gap-2 px-4 py-2', className)}
    >
      <span className="mr-auto text-dense text-muted">{summary}</span>
      <span className="ml-auto flex gap-2">
        <Step href={previousHref} icon={<ChevronLeft aria-hidden="true" />}>
          Previous
        </Step>
        <Step href={nextHref} iconAfter={<ChevronRight aria-hidden="true" />}>
          Next
        </Step>
      </span>
    </nav>
  );
}

function Step({
  href,
  icon,
  iconAfter,
  children,
}: {
  href?: string | null;
  icon?: ReactNode;
  iconAfter?: ReactNode;
  children: ReactNode;
}) {
  if (!href)
    return (
      <span aria-disabled="true" className={buttonStyle('secondary', 'sm')}>
        {icon}
        {children}
        {iconAfter}
      </span>
    );
  return (
    <LinkButton href={href} size="sm">
      {icon}
      {children}
      {iconAfter}
    </LinkButton>
  );
}
