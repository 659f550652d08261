import type { ReactNode } from 'react';
import { Selection, type SelectableRow } from '@/components/bench/selection';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { ListFilters } from '@/components/specimens/list-filters';
import { NoSpecimens } from '@/components/specimens/no-specimens';
import { PageHeader } from '@/components/ui/page-header';
import type { PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { benchOf } from '../../bench/bench-of';
import { transitionManyAction } from '../actions';
import type { ListView } from './list-view';

/** The page of specimens or of tests: filters, and rows that whoever may selects and moves. */
export async function ListFrame<T>({
  ctx,
  view,
  what,
  title,
  description,
  actions,
  selectable,
  table,
}: {
  ctx: PageCtx;
  view: ListView<T>;
  what: 'specimens' | 'tests';
  title: string;
  description: string;
  actions?: ReactNode;
  /** A row as it is selected. */
  selectable: (row: T) => SelectableRow;
  table: (rows: T[], mayMove: boolean) => ReactNode;
}) {
  const mayMove = actorMay(ctx.actor, 'tests.move');
  const { outcome } = view;
  const list = (
    <ListBody
      {...view}
      filtered={view.filters.active.length > 0}
      resetHref={view.filters.resetHref}
      none={
        <NoSpecimens
          what={what}
          labSlug={ctx.lab.slug}
          mayImport={actorMay(ctx.actor, 'import')}
          mayWrite={actorMay(ctx.actor, 'specimens.write')}
        />
      }
    >
      {outcome.ok ? table(outcome.rows, mayMove) : null}
    </ListBody>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader title={title} description={description} actions={actions} />
      <ListFilters {...view.filters} />
      {mayMove && outcome.ok ? (
        <Selection
          bench={await benchOf(ctx, view.rules)}
          act={transitionManyAction}
          rows={outcome.rows.map(selectable)}
        >
          {list}
        </Selection>
      ) : (
        list
      )}
    </div>
  );
}
