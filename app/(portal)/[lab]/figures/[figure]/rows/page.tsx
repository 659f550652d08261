import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FigureRowsTable } from '@/components/metrics/figure-rows-table';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterChips } from '@/components/ui/filter-chips';
import { TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { periodText } from '@/components/metrics/period-text';
import { pageCtx } from '@/lib/entry/page';
import { readFigureAddress } from '@/lib/metrics/figure-address';
import { figureNamed } from '@/lib/metrics/figures/figure-list';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { activeFilters } from '../../../turnaround/active-filters';
import { AskedWrongly, faultsOrFound } from '../asked-wrongly';

type Props = {
  params: Promise<{ lab: string; figure: string }>;
  searchParams: Promise<GivenParams>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const figure = figureNamed((await params).figure);
  return { title: figure ? `${figure.title} rows` : undefined };
}

const PAGE_SIZE = '50';
const PAGING = new Set(['which', 'cursor', 'limit']);

/** The rows behind a number of any figure. */
export default async function FigureRowsPage({ params, searchParams }: Props) {
  const { lab: slug, figure: name } = await params;
  const ctx = await pageCtx(slug);
  const figure = figureNamed(name);
  if (!figure) notFound();
  const { lab } = ctx;
  const { sets, noun, columns, parameters } = figure.rows;
  const figureHref = `/${lab.slug}/figures/${figure.name}`;
  const path = `${figureHref}/rows`;
  const zone = { now: ctx.now, timeZone: lab.timeZone };
  const address = readFigureAddress(figure, await searchParams, zone, parameters);
  const { faults, found: page } = address.faults
    ? address
    : await faultsOrFound(figure.showRows(ctx, { ...address.found.asked, limit: PAGE_SIZE }));
  if (!address.found || !page) {
    return (
      <div className="space-y-5">
        <PageHeader title={figure.title} />
        <AskedWrongly faults={faults ?? []} beginHref={figureHref} />
      </div>
    );
  }
  const { data, next_cursor, total } = page;
  const { days, given, filters } = address.found;
  const { states } = await readLabRules(ctx);
  const set = sets.find((each) => each.name === given.which) ?? sets[0];
  if (!set) notFound();
  const here = (changes: Record<string, string | null>) =>
    `${path}${changedQuery(given, { cursor: null, ...changes })}`;
  // Filters that only the rows have, as a point of a chart leads to them.
  const ofRows = parameters.filter((each) => !figure.parameters.includes(each));
  const own = ofRows
    .filter((each) => !PAGING.has(each) && given[each] !== undefined)
    .map((each) => ({
      label: `${each.replaceAll('_', ' ')}: ${[given[each] ?? []].flat().join(', ')}`,
      removeHref: here({ [each]: null }),
    }));
  const withoutOwn = Object.fromEntries(ofRows.map((each) => [each, null]));
  const period = figure.parameters.includes('from');
  const countedNoun = total === 1 ? noun.replace(/s$/, '') : noun;
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[
          {
            label: figure.title,
            href: `${figureHref}${changedQuery(period ? { ...given, ...days } : given, withoutOwn)}`,
          },
        ]}
        title={`${total.toLocaleString('en')} ${countedNoun}: ${set.label.toLowerCase()}`}
        description={`${period ? `${periodText(days)}: ` : ''}${noun} that ${set.meaning}.`}
      />
      <FilterChips active={[...activeFilters(path, given, filters), ...own]} />
      <Card flush>
        {sets.length > 1 ? (
          <LinkTabs
            label="Which rows"
            className="px-4"
            tabs={sets.map((each) => ({
              href: here({ which: each.name }),
              label: each.label,
              current: each === set,
            }))}
          />
        ) : null}
        {data.length === 0 ? (
          <EmptyState title="No rows">Nothing here with these filters in this period.</EmptyState>
        ) : (
          <>
            <FigureRowsTable
              rows={data}
              columns={columns}
              labSlug={lab.slug}
              timeZone={lab.timeZone}
              stateLabels={new Map(states.map(({ key, label }) => [key, label]))}
            />
            <Pagination
              nextHref={next_cursor === null ? null : here({ cursor: next_cursor })}
              summary={
                <>
                  {data.length.toLocaleString('en')} of {total.toLocaleString('en')} {noun}
                  {given.cursor === undefined ? null : (
                    <>
                      {' · '}
                      <TextLink href={here({})}>Back to the first</TextLink>
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
