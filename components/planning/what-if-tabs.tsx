import { LinkTabs } from '@/components/ui/link-tabs';
import { backTestHref, whatIfsHref } from './addresses';

export function WhatIfTabs({
  labSlug,
  current,
}: {
  labSlug: string;
  current: 'what-ifs' | 'back-tests';
}) {
  return (
    <LinkTabs
      label="Planning"
      tabs={[
        { href: whatIfsHref(labSlug), label: 'What-ifs', current: current === 'what-ifs' },
        { href: backTestHref(labSlug), label: 'Back-tests', current: current === 'back-tests' },
      ]}
    />
  );
}
