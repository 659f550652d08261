import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { DeadNotifications } from '@/components/alerts/dead-notifications';
import { LiveProvider } from '@/components/live/live-provider';
import { PortalFrame } from '@/components/people/portal-frame';
import { QueryProvider } from '@/components/shell/query-provider';
import { LisLinkProvider } from '@/components/specimens/lis-link';
import { countFiring } from '@/lib/alerts/alerts/count-alerts';
import { countDead } from '@/lib/alerts/delivery/delivery-state';
import { requirePerson } from '@/lib/entry/page';
import { countOpenProposals } from '@/lib/instruments/proposals/list-proposals';
import { readLisLinkTemplate } from '@/lib/labs/profile/read-lis-link';
import { roleMay } from '@/lib/platform/access/permissions';
import { labDb } from '@/lib/platform/db/lab-db';
import { countOpenCriticals } from '@/lib/results/list-criticals';
import { signOut } from '../account/actions';
import { portalNav } from './portal-nav';

type Props = { children: ReactNode; params: Promise<{ lab: string }> };

export async function generateMetadata({ params }: Omit<Props, 'children'>): Promise<Metadata> {
  const { lab: slug } = await params;
  const person = await requirePerson();
  const lab = person.memberships.find((membership) => membership.lab.slug === slug)?.lab;
  const name = lab?.name ?? 'Benchwatch';
  return { title: { default: name, template: `%s · ${name}` } };
}

/** The frame of a lab's pages. Each page asks for itself what its reader may do. */
export default async function LabLayout({ children, params }: Props) {
  const { lab: slug } = await params;
  const person = await requirePerson();
  const membership = person.memberships.find((candidate) => candidate.lab.slug === slug);
  if (!membership) notFound();
  const db = labDb(membership.lab.id);
  const watches = roleMay(membership.role, 'replay');
  const [criticals, waiting, alerts, dead, lisTemplate] = await Promise.all([
    countOpenCriticals({ db }),
    countOpenProposals({ db }),
    countFiring({ db }),
    watches ? countDead({ db }) : 0,
    readLisLinkTemplate(db),
  ]);
  return (
    <PortalFrame
      person={person}
      membership={membership}
      nav={portalNav(slug, membership.role, { criticals, waiting, alerts })}
      onSignOut={signOut}
    >
      <QueryProvider>
        <LiveProvider labSlug={slug}>
          <LisLinkProvider template={lisTemplate}>
            <DeadNotifications labSlug={slug} dead={dead} />
            {children}
          </LisLinkProvider>
        </LiveProvider>
      </QueryProvider>
    </PortalFrame>
  );
}
