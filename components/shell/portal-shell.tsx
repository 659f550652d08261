import Link from 'next/link';
import type { ReactNode } from 'react';
import { Brand, BrandMark } from './brand';
import { LabClock } from './lab-clock';
import { LabSwitcher, type LabChoice } from './lab-switcher';
import type { NavItem } from './nav';
import { NavList } from './nav-list';
import { PrintHeader } from './print-header';
import { SkipLink } from './skip-link';
import { SpecimenSearch } from './specimen-search';
import { TabBar } from './tab-bar';
import { UserMenu, type ShellUser } from './user-menu';

export type PortalShellProps = {
  lab: LabChoice & { timeZone: string };
  /** Every lab the person belongs to; a switcher appears from two on. */
  labs: readonly LabChoice[];
  /** The server's clock as ISO text. */
  now: string;
  /** Only what exists and what the role may use. The first four are the phone's tab bar. */
  nav: readonly NavItem[];
  /** `role` as words (“Supervisor”). */
  user: ShellUser;
  accountHref?: string;
  /** A server action, or a client function, that ends the session and moves on. */
  onSignOut: () => Promise<void>;
  /** A line over everything: demo mode, maintenance. */
  ribbon?: ReactNode;
  children: ReactNode;
};

/** The frame of every page of a lab: navigation, lab and its time, specimen search, account. */
export function PortalShell({
  lab,
  labs,
  now,
  nav,
  user,
  accountHref,
  onSignOut,
  ribbon,
  children,
}: PortalShellProps) {
  const home = `/${lab.slug}`;
  const search = `/${lab.slug}/specimens/+find`;
  return (
    <>
      <SkipLink />
      <div className="lg:flex lg:min-h-dvh lg:flex-col">
        {ribbon}
        <div className="lg:grow lg:grid-cols-[14rem_minmax(0,1fr)] lg:not-print:grid">
          <aside className="border-r max-lg:hidden print:hidden">
            <div className="sticky top-0 flex max-h-dvh flex-col overflow-y-auto pb-6">
              <Link
                href={home}
                className="flex h-14 shrink-0 items-center px-4 focus-visible:-outline-offset-2"
              >
                <Brand />
              </Link>
              <div className="mt-3">
                <NavList items={nav} label="Main" />
              </div>
            </div>
          </aside>
          <div className="flex min-w-0 flex-col">
            <header className="sticky top-0 z-30 flex h-14 items-center gap-3 border-b bg-canvas/95 px-4 backdrop-blur-sm lg:gap-5 lg:px-6 print:hidden">
              <Link
                href={home}
                aria-label="Benchwatch, overview"
                className="-m-2.5 rounded-sm p-2.5 lg:hidden"
              >
                <BrandMark />
              </Link>
              <LabSwitcher lab={lab} labs={labs} className="max-lg:grow" />
              <LabClock
                timeZone={lab.timeZone}
                now={now}
                className="text-dense whitespace-nowrap max-lg:hidden"
              />
              <SpecimenSearch action={search} className="w-42 shrink-0 lg:ml-auto lg:w-64" />
              <div className="max-lg:hidden">
                <UserMenu user={user} accountHref={accountHref} onSignOut={onSignOut} />
              </div>
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto w-full max-w-[96rem] grow px-4 pt-5 pb-24 outline-none lg:px-6 lg:pt-6 lg:pb-12"
            >
              <PrintHeader lab={lab} now={now} />
              {children}
            </main>
          </div>
        </div>
      </div>
      <TabBar
        items={nav}
        user={user}
        accountHref={accountHref}
        onSignOut={onSignOut}
        timeZone={lab.timeZone}
        now={now}
      />
    </>
  );
}
