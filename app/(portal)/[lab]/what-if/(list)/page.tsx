import type { Metadata } from 'next';
import { Plus } from 'lucide-react';
import { Follow } from '@/components/live/follow';
import { backTestHref, newWhatIfHref, whatIfsHref } from '@/components/planning/addresses';
import { WhatIfList } from '@/components/planning/what-if-list';
import { WhatIfTabs } from '@/components/planning/what-if-tabs';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { pageCtx } from '@/lib/entry/page';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { listWhatIfs } from '@/lib/planning/what-ifs/list-what-ifs';

export const metadata: Metadata = { title: 'What if' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const PAGE_ROWS = 50;

export default async function WhatIfsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'what_if.run');
  const { slug, timeZone } = ctx.lab;
  const [cursor] = valuesOf((await searchParams).cursor);
  const { data, next_cursor: next } = await listWhatIfs(ctx, {
    limit: PAGE_ROWS,
    kind: 'what_if',
    ...(cursor === undefined ? {} : { cursor }),
  });
  const here = whatIfsHref(slug);
  const start = (
    <LinkButton href={newWhatIfHref(slug)} variant="primary" icon={<Plus aria-hidden="true" />}>
      New what-if
    </LinkButton>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['what_if']} />
      <PageHeader
        title="What if"
        description="What would come of more machines, more work or other shifts: simulated from the lab’s own history."
        actions={start}
      />
      <WhatIfTabs labSlug={slug} current="what-ifs" />
      <Card
        flush
        footer={
          <>
            How far the model can be trusted, a{' '}
            <TextLink href={backTestHref(slug)}>back-test</TextLink> shows. What-ifs are kept for 90
            days.
          </>
        }
      >
        {data.length === 0 ? (
          <EmptyState title="No what-if yet" actions={start}>
            Choose a period of the lab’s history, say what would be different, and compare.
          </EmptyState>
        ) : (
          <>
            <WhatIfList label="What-ifs" rows={data} labSlug={slug} timeZone={timeZone} />
            {next !== null || cursor !== undefined ? (
              <Pagination
                previousHref={cursor === undefined ? undefined : here}
                nextHref={next === null ? undefined : `${here}?cursor=${encodeURIComponent(next)}`}
              />
            ) : null}
          </>
        )}
      </Card>
    </div>
  );
}
