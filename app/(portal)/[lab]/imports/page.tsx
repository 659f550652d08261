import { FileUp } from 'lucide-react';
import type { Metadata } from 'next';
import { ImportTable } from '@/components/imports/import-table';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { pageCtx } from '@/lib/entry/page';
import { listImports } from '@/lib/imports/list-imports';

export const metadata: Metadata = { title: 'Imports' };

const PAGE_ROWS = 30;

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
};

export default async function ImportsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'import');
  const { cursor } = await searchParams;
  const after = typeof cursor === 'string' ? cursor : undefined;
  const { data, nextCursor } = await listImports(ctx, { limit: PAGE_ROWS, cursor: after });
  const here = `/${ctx.lab.slug}/imports`;
  const add = (
    <LinkButton href={`${here}/new`} variant="primary" icon={<FileUp aria-hidden="true" />}>
      Import a file
    </LinkButton>
  );
  return (
    <div className="space-y-5">
      <PageHeader
        title="Imports"
        description="CSV files of specimens and tests. The same file twice changes nothing."
        actions={data.length > 0 ? add : null}
      />
      {data.length === 0 && after === undefined ? (
        <EmptyState title="Nothing was imported yet" actions={add}>
          Bring the specimens of your LIS or spreadsheet: a CSV with one row for each test.
        </EmptyState>
      ) : (
        <Card flush>
          <ImportTable imports={data} labSlug={ctx.lab.slug} timeZone={ctx.lab.timeZone} />
          <Pagination
            previousHref={after === undefined ? undefined : here}
            nextHref={
              nextCursor === null ? undefined : `${here}?cursor=${encodeURIComponent(nextCursor)}`
            }
          />
        </Card>
      )}
    </div>
  );
}
