import type { ReactNode } from 'react';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';

const TABS = [
  { tab: 'targets', path: '', label: 'Targets' },
  { tab: 'matrix', path: '/matrix', label: 'Resolved matrix' },
  { tab: 'calendar', path: '/calendar', label: 'Opening hours and holidays' },
] as const;

/** The head that targets, their matrix and the calendar share. */
export function RulesHeader({
  labSlug,
  current,
  actions,
}: {
  labSlug: string;
  current: (typeof TABS)[number]['tab'];
  actions?: ReactNode;
}) {
  return (
    <>
      <PageHeader
        title="Targets and calendar"
        description="What the lab promises, and when it is open. A change holds from now on or later: no past figure changes."
        actions={actions}
      />
      <LinkTabs
        label="Targets and calendar"
        tabs={TABS.map(({ tab, path, label }) => ({
          href: `/${labSlug}/targets${path}`,
          label,
          current: tab === current,
        }))}
      />
    </>
  );
}
