import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { CriticalList, type CriticalContext } from '@/components/results/critical-list';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import {
  changedQuery,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { CriticalsQuery } from '@/lib/results/contract';
import { countOpenCriticals, criticalMinutesOf, listCriticals } from '@/lib/results/list-criticals';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { callCriticalAction, closeCriticalAction } from './actions';

export const metadata: Metadata = { title: 'Criticals' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<GivenParams>;
};

const PARAMETERS = ['status', 'department', 'assay', 'cursor'] as const;
export default async function CriticalsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug } = ctx.lab;
  const address = readPageAddress(PARAMETERS, await searchParams);
  const [status, department, assay, cursor] = PARAMETERS.map((name) => address[name][0]);
  const closed = status === 'closed';
  const [list, open, limitMinutes, options] = await Promise.all([
    found(() =>
      listCriticals(ctx, parseInput(CriticalsQuery, { status, department, assay, cursor })),
    ),
    countOpenCriticals(ctx),
    criticalMinutesOf(ctx),
    filterOptions(ctx),
  ]);
  const context: CriticalContext = {
    labSlug: slug,
    timeZone: ctx.lab.timeZone,
    limitMinutes,
    call: actorMay(ctx.actor, 'criticals.call') ? callCriticalAction : null,
    close: actorMay(ctx.actor, 'criticals.close') ? closeCriticalAction : null,
  };
  const path = `/${slug}/criticals`;
  const kept: Record<string, string> = closed ? { status: 'closed' } : {};
  const active = (['department', 'assay'] as const).flatMap((name) =>
    address[name].map((value) => ({
      label: `${name === 'assay' ? 'Assay' : 'Department'}: ${value}`,
      removeHref: pageHref(path, address, { [name]: null }),
    })),
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader
        title="Criticals"
        description={`Results that somebody has to be told of at once, here within ${limitMinutes} minutes.`}
      />
      <LinkTabs
        label="Criticals"
        tabs={[
          {
            href: pageHref(path, address, { status: null }),
            label: 'Open',
            current: !closed,
            count: open,
          },
          {
            href: pageHref(path, address, { status: 'closed' }),
            label: 'Closed',
            current: closed,
          },
        ]}
      />
      <FilterBar action={path} hidden={kept} active={active} resetHref={path + changedQuery(kept)}>
        <Field label="Department" name="department">
          <Select
            placeholder="Any"
            options={options.departments}
            defaultValue={department ?? ''}
            key={department ?? ''}
          />
        </Field>
        <Field label="Assay" name="assay">
          <Select
            placeholder="Any"
            options={options.assays}
            defaultValue={assay ?? ''}
            key={assay ?? ''}
          />
        </Field>
      </FilterBar>
      {!list.ok ? (
        <ProblemNotice title="This list cannot be shown" detail={list.message} />
      ) : (
        <Card flush>
          {list.data.data.length === 0 ? (
            <EmptyState
              title={
                active.length > 0
                  ? 'None matches'
                  : closed
                    ? 'No critical has been closed yet'
                    : 'Nobody is waiting for a call'
              }
            >
              {closed
                ? 'What was called, withdrawn or closed without a call is kept here.'
                : 'A result beyond its critical limits appears here by itself, longest waiting first.'}
            </EmptyState>
          ) : (
            <CriticalList
              label={closed ? 'Closed criticals' : 'Open criticals'}
              criticals={list.data.data}
              context={context}
            />
          )}
          {list.data.nextCursor || cursor ? (
            <Pagination
              previousHref={cursor ? pageHref(path, address) : undefined}
              nextHref={
                list.data.nextCursor && pageHref(path, address, { cursor: list.data.nextCursor })
              }
            />
          ) : null}
        </Card>
      )}
    </div>
  );
}
