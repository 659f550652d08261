import type { Metadata } from 'next';
import { ScanMode } from '@/components/bench/scan-mode';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { benchOf } from '../bench/bench-of';
import { transitionSpecimenAction } from '../specimens/actions';

export const metadata: Metadata = { title: 'Scan mode' };

type Props = { params: Promise<{ lab: string }> };

export default async function ScanPage({ params }: Props) {
  const ctx = await pageCtx((await params).lab, 'tests.move');
  return (
    <div className="space-y-5">
      <PageHeader
        title="Scan mode"
        description="Choose an action once; then each scan takes it at once."
        actions={<LinkButton href={`/${ctx.lab.slug}/bench`}>One at a time</LinkButton>}
      />
      <ScanMode bench={await benchOf(ctx)} act={transitionSpecimenAction} />
    </div>
  );
}
