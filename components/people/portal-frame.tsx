import type { ReactNode } from 'react';
import { DemoRibbon } from '@/components/shell/demo-ribbon';
import type { NavItem } from '@/components/shell/nav';
import { PortalShell } from '@/components/shell/portal-shell';
import type { Membership } from '@/lib/people/principal';
import { ROLE_LABELS } from '@/lib/people/role-words';

/** The portal around a page, as one person sees it in one of their labs. */
export function PortalFrame({
  person,
  membership,
  nav,
  onSignOut,
  children,
}: {
  person: { name: string; demo: boolean; memberships: readonly Membership[] };
  membership: Membership;
  nav: readonly NavItem[];
  onSignOut: () => Promise<void>;
  children: ReactNode;
}) {
  const { lab, role } = membership;
  return (
    <PortalShell
      lab={{ slug: lab.slug, name: lab.name, timeZone: lab.timeZone }}
      labs={person.memberships.map(({ lab: { slug, name } }) => ({ slug, name }))}
      now={new Date().toISOString()}
      nav={nav}
      user={{ name: person.name, role: ROLE_LABELS[role] }}
      accountHref={`/account?lab=${lab.slug}`}
      onSignOut={onSignOut}
      ribbon={person.demo ? <DemoRibbon /> : undefined}
    >
      {children}
    </PortalShell>
  );
}
