import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { BackTestForm } from '@/components/planning/back-test-form';
import { BackTestView } from '@/components/planning/back-test-view';
import { whatIfHref, whatIfsHref } from '@/components/planning/addresses';
import { SpanText } from '@/components/planning/span-text';
import { WhatIfList } from '@/components/planning/what-if-list';
import { WhatIfTabs } from '@/components/planning/what-if-tabs';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { pageCtx } from '@/lib/entry/page';
import { dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { daysWithData } from '@/lib/planning/days-with-data';
import { lastWholeWeeks } from '@/lib/planning/whole-weeks';
import { listWhatIfs } from '@/lib/planning/what-ifs/list-what-ifs';
import { readWhatIf } from '@/lib/planning/what-ifs/read-what-if';
import { startBackTestAction } from '../actions';
import { periodPresets } from '../read-period';

export const metadata: Metadata = { title: 'Back-tests' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const PAGE_ROWS = 20;

export default async function BackTestsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'what_if.run');
  const { slug, timeZone, firstWeekday } = ctx.lab;
  const [cursor] = valuesOf((await searchParams).cursor);
  const { data, next_cursor: next } = await listWhatIfs(ctx, {
    limit: PAGE_ROWS,
    kind: 'back_test',
    ...(cursor === undefined ? {} : { cursor }),
  });
  const newest =
    cursor === undefined ? data.find(({ status }) => status === 'finished') : undefined;
  const { back_test: test } = newest ? await readWhatIf(ctx, newest.id) : { back_test: null };
  const history = await daysWithData(ctx);
  const today = dayOf(ctx.now, timeZone);
  const here = `${whatIfsHref(slug)}/back-test`;
  return (
    <div className="space-y-5">
      <Follow kinds={['what_if']} />
      <PageHeader
        title="What if"
        description="How far the model can be trusted: fitted on one period, it forecasts the next one, which has come already."
      />
      <WhatIfTabs labSlug={slug} current="back-tests" />
      {history === null ? (
        <Card>
          <EmptyState title="The lab has no history yet">
            A forecast is held against what came, and nothing has.
          </EmptyState>
        </Card>
      ) : (
        <Card
          title="Try the model"
          description="It learns from the days before, as long as the period is, and is held against “the same as last week”."
        >
          <BackTestForm
            labSlug={slug}
            days={lastWholeWeeks(history, { today, firstWeekday, weeks: 1 })}
            most={{ from: history.from, to: history.to < today ? history.to : today }}
            presets={periodPresets(ctx, history, [1, 2, 4])}
            start={startBackTestAction}
          />
        </Card>
      )}
      {newest && test ? (
        <section aria-label="The newest back-test" className="space-y-5">
          <h2 className="text-base font-semibold">
            The newest:{' '}
            <TextLink href={whatIfHref(slug, newest.id)}>
              <SpanText {...test.forecast} timeZone={timeZone} />
            </TextLink>
          </h2>
          <BackTestView test={test} timeZone={timeZone} />
        </section>
      ) : null}
      {history === null && data.length === 0 ? null : (
        <Card title="Back-tests" flush>
          {data.length === 0 ? (
            <EmptyState title="No back-test yet">
              Choose a period that has passed and try the model on it.
            </EmptyState>
          ) : (
            <>
              <WhatIfList label="Back-tests" rows={data} labSlug={slug} timeZone={timeZone} />
              {next !== null || cursor !== undefined ? (
                <Pagination
                  previousHref={cursor === undefined ? undefined : here}
                  nextHref={
                    next === null ? undefined : `${here}?cursor=${encodeURIComponent(next)}`
                  }
                />
              ) : null}
            </>
          )}
        </Card>
      )}
    </div>
  );
}
