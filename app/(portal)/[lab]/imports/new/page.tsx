import type { Metadata } from 'next';
import { Download } from 'lucide-react';
import { ColumnList } from '@/components/imports/column-list';
import { UploadForm } from '@/components/imports/upload-form';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Import a file' };

export default async function NewImportPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab, 'import');
  return (
    <div className="space-y-5">
      <PageHeader
        title="Import a file"
        description="A row is a test: one assay on one specimen. The same file twice changes nothing."
        crumbs={[{ label: 'Imports', href: `/${ctx.lab.slug}/imports` }]}
        actions={
          <LinkButton
            href="/import-template.csv"
            download="import-template.csv"
            icon={<Download aria-hidden="true" />}
          >
            Template
          </LinkButton>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Choose a file">
          <UploadForm labSlug={ctx.lab.slug} maxBytes={env().IMPORT_MAX_MB * 1_000_000} />
        </Card>
        <ColumnList />
      </div>
    </div>
  );
}
