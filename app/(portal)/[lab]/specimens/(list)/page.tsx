import type { Metadata } from 'next';
import { NotebookPen, Plus } from 'lucide-react';
import { Selection } from '@/components/bench/selection';
import { Follow } from '@/components/live/follow';
import { newSpecimenHref, paperLogHref } from '@/components/specimens/addresses';
import { ListBody } from '@/components/specimens/list-body';
import { ListFilters } from '@/components/specimens/list-filters';
import { NoSpecimens } from '@/components/specimens/no-specimens';
import { SpecimenTable } from '@/components/specimens/specimen-table';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { listSpecimens } from '@/lib/specimens/lists/list-specimens';
import { actedTest } from '@/lib/specimens/transitions/offered-actions';
import { benchOf } from '../../bench/bench-of';
import { transitionManyAction } from '../actions';
import { readListView } from './list-view';

export const metadata: Metadata = { title: 'Specimens' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SpecimensPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const view = await readListView(ctx, await searchParams, {
    path: `/${ctx.lab.slug}/specimens`,
    one: 'specimen',
    many: 'specimens',
    list: listSpecimens,
  });
  const mayWrite = actorMay(ctx.actor, 'specimens.write');
  const mayMove = actorMay(ctx.actor, 'tests.move');
  const list = (
    <ListBody
      {...view}
      filtered={view.filters.active.length > 0}
      resetHref={view.filters.resetHref}
      none={
        <NoSpecimens
          what="specimens"
          labSlug={ctx.lab.slug}
          mayImport={actorMay(ctx.actor, 'import')}
          mayWrite={mayWrite}
        />
      }
    >
      {view.outcome.ok ? (
        <SpecimenTable
          specimens={view.outcome.rows}
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
      <PageHeader
        title="Specimens"
        description="Every labelled tube of this lab."
        actions={
          mayWrite ? (
            <>
              <LinkButton
                href={paperLogHref(ctx.lab.slug)}
                icon={<NotebookPen aria-hidden="true" />}
              >
                Paper log
              </LinkButton>
              <LinkButton
                href={newSpecimenHref(ctx.lab.slug)}
                variant="primary"
                icon={<Plus aria-hidden="true" />}
              >
                New specimen
              </LinkButton>
            </>
          ) : null
        }
      />
      <ListFilters {...view.filters} />
      {mayMove && view.outcome.ok ? (
        <Selection
          bench={await benchOf(ctx, view.rules)}
          act={transitionManyAction}
          rows={view.outcome.rows.map(({ specimen_id: number, tests }) => ({
            key: number,
            number,
            assay: null,
            tests: tests.map(actedTest),
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
