'use client';

import Link from 'next/link';
import { Ellipsis, LogOut, UserRound } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { startTransition, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Sheet } from '@/components/ui/dialog';
import { parseTheme } from '@/components/ui/theme';
import { useTheme } from '@/components/ui/use-theme';
import { LinkButton } from '@/components/ui/link-button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { LabClock } from './lab-clock';
import { currentHref, type NavItem } from './nav';
import { NavIcon } from './nav-icon';
import { NavList } from './nav-list';
import { Initials, themeOptions, type ShellUser } from './user-menu';

const cell =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 border-t-2 border-transparent px-1 text-2xs text-muted aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink focus-visible:-outline-offset-2';

/** The phone's navigation: the first four places, everything else in a sheet. */
export function TabBar({
  items,
  user,
  accountHref,
  onSignOut,
  timeZone,
  now,
}: {
  items: readonly NavItem[];
  user: ShellUser;
  accountHref?: string;
  onSignOut: () => Promise<void>;
  timeZone: string;
  now: string;
}) {
  const [open, setOpen] = useState(false);
  const [theme, setTheme] = useTheme();
  const current = currentHref(items, usePathname());
  const first = items.slice(0, 4);
  const inMore = current !== undefined && !first.some((item) => item.href === current);
  return (
    <div className="fixed inset-x-0 bottom-0 z-40 border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden">
      <nav aria-label="Main" className="flex">
        {first.map((item) => (
          <Link
            key={item.href}
            href={item.href}
            aria-current={item.href === current ? 'page' : undefined}
            className={cn(cell, 'group/item')}
          >
            <span className="relative">
              <NavIcon
                name={item.icon}
                className="size-5 group-aria-[current=page]/item:text-accent"
              />
              {item.count ? (
                <span
                  aria-hidden="true"
                  className="absolute -top-0.5 -right-1.5 size-2 rounded-full bg-danger"
                />
              ) : null}
            </span>
            <span className="max-w-full truncate">{item.label}</span>
          </Link>
        ))}
        <Sheet
          side="bottom"
          title="More"
          open={open}
          onOpenChange={setOpen}
          trigger={
            <button
              type="button"
              className={cn(cell, inMore && 'border-accent font-medium text-ink')}
            >
              <Ellipsis aria-hidden="true" className="size-5" />
              More
            </button>
          }
        >
          <div className="grid gap-5">
            <div className="-mx-5">
              <NavList
                items={items.slice(4)}
                label="More places"
                onNavigate={() => setOpen(false)}
              />
            </div>
            <div className="grid gap-3 border-t pt-4">
              <div className="flex items-center gap-3">
                <Initials name={user.name} />
                <div className="min-w-0 grow">
                  <p className="truncate font-medium">{user.name}</p>
                  <p className="text-xs text-muted">{user.role}</p>
                </div>
                <LabClock
                  timeZone={timeZone}
                  now={now}
                  className="text-right text-xs [&_time]:block"
                />
              </div>
              <Field label="Theme">
                <Select
                  value={theme}
                  onChange={(event) => setTheme(parseTheme(event.target.value))}
                  options={themeOptions}
                />
              </Field>
              <div className="grid grid-cols-2 gap-2">
                {accountHref ? (
                  <LinkButton
                    href={accountHref}
                    icon={<UserRound aria-hidden="true" />}
                    onClick={() => setOpen(false)}
                  >
                    Account
                  </LinkButton>
                ) : null}
                <Button
                  icon={<LogOut aria-hidden="true" />}
                  onClick={() => startTransition(() => onSignOut())}
                >
                  Sign out
                </Button>
              </div>
            </div>
          </div>
        </Sheet>
      </nav>
    </div>
  );
}
