import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { ListFilters } from '@/components/specimens/list-filters';
import { NoSpecimens } from '@/components/specimens/no-specimens';
import { TestTable } from '@/components/specimens/test-table';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { listTests } from '@/lib/specimens/list-tests';
import { readListView } from '../specimens/(list)/list-view';

export const metadata: Metadata = { title: 'Tests' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TestsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const view = await readListView(ctx, await searchParams, {
    path: `/${ctx.lab.slug}/tests`,
    one: 'test',
    many: 'tests',
    list: listTests,
  });
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader title="Tests" description="Each assay ordered on a specimen." />
      <ListFilters {...view.filters} />
      <ListBody
        {...view}
        filtered={view.filters.active.length > 0}
        resetHref={view.filters.resetHref}
        none={
          <NoSpecimens
            what="tests"
            labSlug={ctx.lab.slug}
            mayImport={actorMay(ctx.actor, 'import')}
            mayWrite={actorMay(ctx.actor, 'specimens.write')}
          />
        }
      >
        {view.outcome.ok ? (
          <TestTable tests={view.outcome.rows} context={view.context} sorting={view.sorting} />
        ) : null}
      </ListBody>
    </div>
  );
}
