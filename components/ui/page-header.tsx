import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './class-names';

/** The head of a page: the one h1, a sentence, actions at the right. `crumbs` lead back up. */
export function PageHeader({
  title,
  description,
  actions,
  crumbs = [],
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  crumbs?: readonly { label: string; href: string }[];
  className?: string;
}) {
  return (
    <header
      className={cn(
        'flex flex-wrap gap-x-6 gap-y-3',
        description || crumbs.length > 0 ? 'items-end' : 'items-center',
        className,
      )}
    >
      <div className="min-w-0 grow">
        {crumbs.length > 0 ? (
          <nav aria-label="Breadcrumb" className="mb-1 text-dense text-muted print:hidden">
            <ol className="flex flex-wrap gap-x-1.5">
              {crumbs.map((crumb) => (
                <li
                  key={crumb.href}
                  className="after:ml-1.5 after:text-line-strong after:content-['/']"
                >
                  <Link href={crumb.href} className="rounded-sm hover:text-ink hover:underline">
                    {crumb.label}
                  </Link>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <h1 className="text-2xl/8 font-semibold tracking-tight break-words">{title}</h1>
        {description ? (
          <p className="mt-1 max-w-3xl text-sm text-pretty text-muted">{description}</p>
        ) : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
      ) : null}
    </header>
  );
}
