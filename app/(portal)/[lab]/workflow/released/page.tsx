import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ReleasedTable } from '@/components/workflow/released-table';
import { labTimeText } from '@/components/ui/lab-time';
import { pageCtx } from '@/lib/entry/page';
import {
  AUTOVERIFICATION_ROW_SETS,
  AutoverificationRowsQuery,
} from '@/lib/metrics/autoverification/autoverification-contract';
import { autoverificationRows } from '@/lib/metrics/autoverification/autoverification-rows';
import { lastDays } from '@/lib/metrics/window';
import { readWorkflow } from '@/lib/specimens/read-workflow';

export const metadata: Metadata = { title: 'Verified by the system' };

const SET_LABELS = { released: 'All released', system: 'By the system', not_system: 'By others' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReleasedPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const asked = AutoverificationRowsQuery.safeParse(await searchParams);
  if (!asked.success) {
    return (
      <ProblemNotice
        title="This address asks for something that is not there"
        detail={asked.error.issues.map(({ message }) => message).join(' · ')}
        actions={<LinkButton href={`/${slug}/workflow`}>Back to the workflow</LinkButton>}
      />
    );
  }
  const query = asked.data;
  const window = {
    ...lastDays(30, ctx.now),
    ...(query.from && { from: query.from }),
    ...(query.to && { to: query.to }),
  };
  const [{ data, next_cursor, total }, { states }] = await Promise.all([
    autoverificationRows(ctx, { ...query, ...window }),
    readWorkflow(ctx),
  ]);
  const here = (which: string, cursor?: string) => {
    const all = new URLSearchParams({
      from: window.from.toISOString(),
      to: window.to.toISOString(),
      which,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const code of query.assay ?? []) all.append('assay', code);
    return `/${slug}/workflow/released?${all}`;
  };
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: 'Workflow', href: `/${slug}/workflow` }]}
        title={`${total.toLocaleString('en')} tests: ${SET_LABELS[query.which].toLowerCase()}`}
        description={`${query.assay ? `${query.assay.join(', ')}, released` : 'Released'} from ${labTimeText(window.from.toISOString(), timeZone)} up to ${labTimeText(window.to.toISOString(), timeZone)}. “Others” are people and keys, and what was released without being verified here.`}
      />
      <Card flush>
        <LinkTabs
          label="Which tests"
          className="px-4"
          tabs={AUTOVERIFICATION_ROW_SETS.map((set) => ({
            href: here(set),
            label: SET_LABELS[set],
            current: set === query.which,
          }))}
        />
        {data.length === 0 ? (
          <EmptyState title="No tests">Nothing of the kind was released in this time.</EmptyState>
        ) : (
          <>
            <ReleasedTable
              rows={data}
              labSlug={slug}
              timeZone={timeZone}
              stateLabels={new Map(states.map(({ key, label }) => [key, label]))}
            />
            <Pagination
              nextHref={next_cursor === null ? null : here(query.which, next_cursor)}
              summary={
                <>
                  {data.length.toLocaleString('en')} of {total.toLocaleString('en')} tests
                  {query.cursor === undefined ? null : (
                    <>
                      {' · '}
                      <TextLink href={here(query.which)}>Back to the first</TextLink>
                    </>
                  )}
                </>
              }
            />
          </>
        )}
      </Card>
    </div>
  );
}
