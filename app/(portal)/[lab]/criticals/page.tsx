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
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { CriticalsQuery } from '@/lib/results/contract';
import { countOpenCriticals, criticalMinutesOf, listCriticals } from '@/lib/results/list-criticals';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { callCriticalAction, closeCriticalAction } from './actions';

export const metadata: Metadata = { title: 'Criticals' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const PARAMETERS = ['status', 'department', 'assay', 'cursor'] as const;
type Address = Partial<Record<(typeof PARAMETERS)[number], string>>;

/** What of the address counts here; the first of several, and nothing empty. */
function addressOf(given: Awaited<Props['searchParams']>): Address {
  const entries = PARAMETERS.flatMap((name) => {
    const value = [given[name]].flat()[0];
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}

function hrefOf(labSlug: string, address: Address): string {
  const query = new URLSearchParams(address).toString();
  return `/${labSlug}/criticals${query === '' ? '' : `?${query}`}`;
}

async function read(ctx: PageCtx, address: Address) {
  try {
    const query = parseInput(CriticalsQuery, address);
    return { ok: true as const, ...(await listCriticals(ctx, query)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    return { ok: false as const, message: error.message };
  }
}

export default async function CriticalsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug } = ctx.lab;
  const address = addressOf(await searchParams);
  const closed = address.status === 'closed';
  const [list, open, limitMinutes, options] = await Promise.all([
    read(ctx, address),
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
  const { department, assay, cursor } = address;
  const kept: Record<string, string> = closed ? { status: 'closed' } : {};
  const filters = { ...(department ? { department } : {}), ...(assay ? { assay } : {}) };
  const here = hrefOf(slug, { ...kept, ...filters });
  const active = [
    ...(department
      ? [
          {
            label: `Department: ${department}`,
            removeHref: hrefOf(slug, { ...kept, ...(assay ? { assay } : {}) }),
          },
        ]
      : []),
    ...(assay
      ? [
          {
            label: `Assay: ${assay}`,
            removeHref: hrefOf(slug, { ...kept, ...(department ? { department } : {}) }),
          },
        ]
      : []),
  ];
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
          { href: hrefOf(slug, filters), label: 'Open', current: !closed, count: open },
          {
            href: hrefOf(slug, { ...filters, status: 'closed' }),
            label: 'Closed',
            current: closed,
          },
        ]}
      />
      <FilterBar
        action={`/${slug}/criticals`}
        hidden={kept}
        active={active}
        resetHref={hrefOf(slug, kept)}
      >
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
          {list.data.length === 0 ? (
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
              criticals={list.data}
              context={context}
            />
          )}
          {list.nextCursor || cursor ? (
            <Pagination
              previousHref={cursor ? here : undefined}
              nextHref={
                list.nextCursor
                  ? hrefOf(slug, { ...kept, ...filters, cursor: list.nextCursor })
                  : undefined
              }
            />
          ) : null}
        </Card>
      )}
    </div>
  );
}
