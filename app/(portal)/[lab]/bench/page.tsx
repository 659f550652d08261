import type { Metadata } from 'next';
import { ScanLine } from 'lucide-react';
import { Bench } from '@/components/bench/bench';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { transitionSpecimenAction } from '../specimens/actions';
import { benchOf } from './bench-of';

export const metadata: Metadata = { title: 'Bench' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BenchPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'tests.move');
  const asked = await searchParams;
  // `number` is what the scan field sends while the page is not ready to answer by itself.
  const given = asked.specimen ?? asked.number;
  const number = typeof given === 'string' && given.trim() !== '' ? given.trim() : null;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Bench"
        actions={
          <LinkButton href={`/${ctx.lab.slug}/scan`} icon={<ScanLine aria-hidden="true" />}>
            Scan mode
          </LinkButton>
        }
      />
      <Bench
        bench={await benchOf(ctx)}
        act={transitionSpecimenAction}
        mayMove={actorMay(ctx.actor, 'tests.move')}
        mayCreate={actorMay(ctx.actor, 'specimens.write')}
        initialNumber={number}
      />
    </div>
  );
}
