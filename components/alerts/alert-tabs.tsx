import { LinkTabs } from '@/components/ui/link-tabs';
import { alertsHref, channelsHref, deliveriesHref, rulesHref, silencesHref } from './addresses';

const TABS = [
  { tab: 'now', label: 'Now', href: (lab: string) => alertsHref(lab) },
  { tab: 'past', label: 'Past', href: (lab: string) => alertsHref(lab, { status: 'resolved' }) },
  { tab: 'silences', label: 'Silences', href: (lab: string) => silencesHref(lab) },
  { tab: 'rules', label: 'Rules', href: rulesHref },
  { tab: 'deliveries', label: 'Deliveries', href: (lab: string) => deliveriesHref(lab) },
  { tab: 'channels', label: 'Channels', href: channelsHref },
] as const;

export type AlertTab = (typeof TABS)[number]['tab'];

/** The tabs that all pages of alerts share; `counts` says how much there is of some. */
export function AlertTabs({
  labSlug,
  current,
  counts = {},
}: {
  labSlug: string;
  current: AlertTab;
  counts?: Partial<Record<AlertTab, number>>;
}) {
  return (
    <LinkTabs
      label="Alerts"
      tabs={TABS.map(({ tab, label, href }) => ({
        href: href(labSlug),
        label,
        current: tab === current,
        count: counts[tab],
      }))}
    />
  );
}
