import type { Metadata } from 'next';
import { NotebookPen, Plus } from 'lucide-react';
import { newSpecimenHref, paperLogHref } from '@/components/specimens/addresses';
import { SpecimenTable } from '@/components/specimens/specimen-table';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { listSpecimens } from '@/lib/specimens/lists/list-specimens';
import { actedTest } from '@/lib/specimens/transitions/offered-actions';
import { ListFrame } from './list-frame';
import { readListView } from './list-view';

export const metadata: Metadata = { title: 'Specimens' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function SpecimensPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug } = ctx.lab;
  const view = await readListView(ctx, await searchParams, {
    path: `/${slug}/specimens`,
    one: 'specimen',
    many: 'specimens',
    list: listSpecimens,
  });
  return (
    <ListFrame
      ctx={ctx}
      view={view}
      what="specimens"
      title="Specimens"
      description="Every labelled tube of this lab."
      actions={
        actorMay(ctx.actor, 'specimens.write') ? (
          <>
            <LinkButton href={paperLogHref(slug)} icon={<NotebookPen aria-hidden="true" />}>
              Paper log
            </LinkButton>
            <LinkButton
              href={newSpecimenHref(slug)}
              variant="primary"
              icon={<Plus aria-hidden="true" />}
            >
              New specimen
            </LinkButton>
          </>
        ) : null
      }
      selectable={({ specimen_id: number, tests }) => ({
        key: number,
        number,
        assay: null,
        tests: tests.map(actedTest),
      })}
      table={(specimens, mayMove) => (
        <SpecimenTable
          specimens={specimens}
          context={view.context}
          sorting={view.sorting}
          selectable={mayMove}
        />
      )}
    />
  );
}
