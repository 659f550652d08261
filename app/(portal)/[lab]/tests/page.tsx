import type { Metadata } from 'next';
import { testKey, TestTable } from '@/components/specimens/test-table';
import { pageCtx } from '@/lib/entry/page';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { listTests } from '@/lib/specimens/lists/list-tests';
import { actedTest } from '@/lib/specimens/transitions/offered-actions';
import { ListFrame } from '../specimens/(list)/list-frame';
import { readListView } from '../specimens/(list)/list-view';

export const metadata: Metadata = { title: 'Tests' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function TestsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const view = await readListView(ctx, await searchParams, {
    path: `/${ctx.lab.slug}/tests`,
    one: 'test',
    many: 'tests',
    list: listTests,
  });
  return (
    <ListFrame
      ctx={ctx}
      view={view}
      what="tests"
      title="Tests"
      description="Each assay ordered on a specimen."
      selectable={(test) => ({
        key: testKey(test),
        number: test.specimen_id,
        assay: test.assay,
        tests: [actedTest(test)],
      })}
      table={(tests, mayMove) => (
        <TestTable
          tests={tests}
          context={view.context}
          sorting={view.sorting}
          selectable={mayMove}
        />
      )}
    />
  );
}
