'use client';

import Link from 'next/link';
import { ChevronDown } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names';
import { currentHref, navSections, type NavItem } from './nav';
import { NavIcon } from './nav-icon';

/** The navigation as a graduated scale: each item a mark, the present one the reading. */
export function NavList({
  items,
  label,
  onNavigate,
}: {
  items: readonly NavItem[];
  label: string;
  onNavigate?: () => void;
}) {
  const current = currentHref(items, usePathname());
  return (
    <nav aria-label={label} className="grid gap-4">
      {navSections(items).map((section) =>
        section.title === null ? (
          <NavItems key="" items={section.items} current={current} onNavigate={onNavigate} />
        ) : (
          <details key={section.title} open className="group/section">
            <summary className="mb-1 flex list-none items-center justify-between rounded-sm px-4 py-0.5 text-xs text-muted hover:text-ink">
              {section.title}
              <ChevronDown
                aria-hidden="true"
                className="size-3.5 -rotate-90 transition-transform group-open/section:rotate-0"
              />
            </summary>
            <NavItems items={section.items} current={current} onNavigate={onNavigate} />
          </details>
        ),
      )}
    </nav>
  );
}

function NavItems({
  items,
  current,
  onNavigate,
}: {
  items: readonly NavItem[];
  current: string | undefined;
  onNavigate?: () => void;
}) {
  return (
    <ul className="grid">
      {items.map((item) => (
        <li key={item.href}>
          <Link
            href={item.href}
            onClick={onNavigate}
            aria-current={item.href === current ? 'page' : undefined}
            className={cn(
              'group/item relative flex h-9 items-center gap-2.5 pr-3 pl-5 text-sm text-ink-soft hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2 max-lg:h-11',
              'before:absolute before:left-0 before:h-px before:w-2 before:bg-line-strong hover:before:w-3',
              'aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:before:h-0.75 aria-[current=page]:before:w-3.5 aria-[current=page]:before:rounded-r-full aria-[current=page]:before:bg-accent',
            )}
          >
            <NavIcon
              name={item.icon}
              className="text-muted group-hover/item:text-ink group-aria-[current=page]/item:text-accent"
            />
            <span className="min-w-0 grow truncate">{item.label}</span>
            {item.count ? (
              <span className="rounded-sm bg-danger-soft px-1.5 text-xs font-medium text-danger">
                {item.count > 999 ? '999+' : item.count}
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
