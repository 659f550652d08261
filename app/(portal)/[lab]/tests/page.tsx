import type { Metadata } from 'next';
import { Selection } from '@/components/bench/selection';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { ListFilters } from '@/components/specimens/list-filters';
import { NoSpecimens } from '@/components/specimens/no-specimens';
import { testKey, TestTable } from '@/components/specimens/test-table';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { listTests } from '@/lib/specimens/lists/list-tests';
import { actedTest } from '@/lib/specimens/transitions/offered-actions';
import { benchOf } from '../bench/bench-of';
import { transitionManyAction } from '../specimens/actions';
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
  const mayMove = actorMay(ctx.actor, 'tests.move');
  const list = (
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
        <TestTable
          tests={view.outcome.rows}
          context={view.context}
          sorting={view.sorting}
          selectable={mayMove}
        />
      ) : null}
    </ListBody>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader title="Tests" description="Each assay ordered on a specimen." />
      <ListFilters {...view.filters} />
      {mayMove && view.outcome.ok ? (
        <Selection
          bench={await benchOf(ctx, view.rules)}
          act={transitionManyAction}
          rows={view.outcome.rows.map((test) => ({
            key: testKey(test),
            number: test.specimen_id,
            assay: test.assay,
            tests: [actedTest(test)],
          }))}
        >
          {list}
        </Selection>
      ) : (
        list
      )}
    </div>
  );
}
