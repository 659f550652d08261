'use client';

import { Plus } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { SearchInput } from '@/components/ui/search-input';
import { CatalogueSheet, type CatalogueActions, type CatalogueRow } from './catalogue-sheet';
import { CatalogueTable, type Column } from './catalogue-table';
import { type CatalogueView, SHOWN, type Shown, viewHref } from './catalogue-view';

/** What a page hands over: one page of rows, what the address asked for, and the two writes. */
export type CataloguePage<R> = {
  labSlug: string;
  page: { data: R[]; next_cursor: string | null };
  view: CatalogueView;
  actions: CatalogueActions<R>;
};

type CatalogueProps<R extends CatalogueRow> = CataloguePage<R> & {
  title: string;
  description: string;
  /** One of them, and several: “department”, “departments”. */
  one: string;
  many: string;
  /** The code or name it is known by. */
  keyOf: (row: R) => string;
  columns: Column<R>[];
  /** Rows stand under headings of this text. */
  groupOf?: (row: R) => string;
  /** The fields of the form, for a row or a new one. */
  fields: (row: R | null) => ReactNode;
  read: (data: FormData) => Record<string, unknown>;
  /** What retiring one means, in a sentence. */
  retiring: string;
};

const SHOWN_LABELS: Record<Shown, string> = { active: 'Active', retired: 'Retired', all: 'All' };

/** A list that an admin keeps: search, add, edit, retire and take back; nothing is deleted. */
export function Catalogue<R extends CatalogueRow>(props: CatalogueProps<R>) {
  const { labSlug, page, view, actions, title, description, one, many, keyOf } = props;
  const path = usePathname();
  const [editing, setEditing] = useState<R | 'new' | null>(null);
  const add = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      onClick={() => setEditing('new')}
    >{`Add ${one}`}</Button>
  );
  const rows = page.data;
  return (
    <div className="space-y-5">
      <PageHeader title={title} description={description} actions={add} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <form method="get" role="search" className="flex grow gap-2 sm:max-w-sm">
          {view.show === 'active' ? null : <input type="hidden" name="show" value={view.show} />}
          <SearchInput
            key={view.q}
            label={`Search ${many}`}
            placeholder="Search"
            defaultValue={view.q}
            className="grow"
          />
          <Button type="submit">Search</Button>
          {view.q === '' ? null : (
            <LinkButton href={viewHref(path, view, { q: '' })} variant="ghost">
              Clear
            </LinkButton>
          )}
        </form>
        <LinkTabs
          label="Show"
          tabs={SHOWN.map((show) => ({
            href: viewHref(path, view, { show }),
            label: SHOWN_LABELS[show],
            current: show === view.show,
          }))}
        />
      </div>
      <Card flush>
        {rows.length === 0 ? (
          <Nothing many={many} view={view} path={path} add={add} />
        ) : (
          <CatalogueTable
            label={title}
            labSlug={labSlug}
            rows={rows}
            columns={props.columns}
            one={one}
            keyOf={keyOf}
            groupOf={props.groupOf}
            retiring={props.retiring}
            change={actions.change}
            onEdit={setEditing}
          />
        )}
        {page.next_cursor === null && view.cursor === null ? null : (
          <Pagination
            nextHref={
              page.next_cursor === null ? null : viewHref(path, view, { cursor: page.next_cursor })
            }
            summary={
              view.cursor === null ? (
                `The first ${rows.length}`
              ) : (
                <TextLink href={viewHref(path, view, {})}>Back to the first page</TextLink>
              )
            }
          />
        )}
      </Card>
      <CatalogueSheet
        key={editing === null ? 'closed' : editing === 'new' ? 'new' : editing.id}
        labSlug={labSlug}
        editing={editing}
        onClose={() => setEditing(null)}
        one={one}
        keyOf={keyOf}
        fields={props.fields}
        read={props.read}
        actions={actions}
      />
    </div>
  );
}

function Nothing({
  many,
  view,
  path,
  add,
}: {
  many: string;
  view: CatalogueView;
  path: string;
  add: ReactNode;
}) {
  if (view.q !== '') {
    return (
      <EmptyState
        title={`No ${many} match “${view.q}”`}
        actions={
          <LinkButton href={viewHref(path, view, { q: '', show: 'all' })}>Show all</LinkButton>
        }
      >
        The search looks into codes and names{view.show === 'all' ? '' : ` of ${view.show} ${many}`}
        .
      </EmptyState>
    );
  }
  if (view.show === 'retired') {
    return (
      <EmptyState title={`No retired ${many}`}>
        What is retired is kept, and listed here.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`No ${many} yet`} actions={add}>
      Add the first here, or let an import create what its file names.
    </EmptyState>
  );
}
