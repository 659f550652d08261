import type { Metadata } from 'next';
import { Upload } from 'lucide-react';
import { ImportTable } from '@/components/imports/import-table';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { pageCtx } from '@/lib/entry/page';
import { listImports } from '@/lib/imports/list-imports';
import { actorMay } from '@/lib/platform/access/permissions';

export const metadata: Metadata = { title: 'Imports' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
};

export default async function ImportsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { cursor: given } = await searchParams;
  const cursor = typeof given === 'string' ? given : undefined;
  const { data, nextCursor } = await listImports(ctx, { limit: 50, cursor });
  const here = `/${ctx.lab.slug}/imports`;
  const newImport = actorMay(ctx.actor, 'import') ? (
    <LinkButton href={`${here}/new`} variant="primary" icon={<Upload aria-hidden="true" />}>
      Import a file
    </LinkButton>
  ) : null;
  return (
    <div className="space-y-5">
      <Follow kinds={['import']} />
      <PageHeader
        title="Imports"
        description="CSV files read into this lab, and those that were only checked."
        actions={newImport}
      />
      <Card flush>
        {data.length === 0 ? (
          <EmptyState title="No file has been imported yet" actions={newImport}>
            A CSV file with a specimen_id, an assay and a status or a time in each row is enough.
          </EmptyState>
        ) : (
          <>
            <ImportTable rows={data} labSlug={ctx.lab.slug} timeZone={ctx.lab.timeZone} />
            {nextCursor || cursor ? (
              <Pagination
                previousHref={cursor ? here : undefined}
                nextHref={
                  nextCursor ? `${here}?cursor=${encodeURIComponent(nextCursor)}` : undefined
                }
              />
            ) : null}
          </>
        )}
      </Card>
    </div>
  );
}
