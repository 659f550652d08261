import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { tabItem, tabRow } from './tab-style';

/** Tabs that are addresses, for server pages. Mark the present one with `current`. */
export function LinkTabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly { href: string; label: ReactNode; current: boolean; count?: number }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(tabRow, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          className={tabItem}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">
              {tab.count.toLocaleString('en')}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
