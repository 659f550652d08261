import { LinkTabs } from '@/components/ui/link-tabs';
import { qualityHref, runsHref } from './addresses';

/** The tabs that the pages of data quality share. */
export function QualityTabs({ labSlug, current }: { labSlug: string; current: 'sets' | 'runs' }) {
  return (
    <LinkTabs
      label="Data quality"
      tabs={[
        { href: qualityHref(labSlug), label: 'Rule sets', current: current === 'sets' },
        { href: runsHref(labSlug), label: 'Runs', current: current === 'runs' },
      ]}
    />
  );
}
