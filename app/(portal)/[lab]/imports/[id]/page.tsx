import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ImportView } from '@/components/imports/import-view';
import { Badge } from '@/components/ui/badge';
import { formatBytes } from '@/components/ui/file-size';
import { LabTime } from '@/components/ui/lab-time';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { readImport } from '@/lib/imports/read-import';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { readWorkflow } from '@/lib/specimens/read-workflow';

export const metadata: Metadata = { title: 'Import' };

type Props = { params: Promise<{ lab: string; id: string }> };

async function importOr404(ctx: PageCtx, id: string) {
  try {
    return await readImport(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function ImportPage({ params }: Props) {
  const { lab: slug, id } = await params;
  const ctx = await pageCtx(slug, 'import');
  const [record, { states }] = await Promise.all([importOr404(ctx, id), readWorkflow(ctx)]);
  return (
    <div className="space-y-5">
      <PageHeader
        title={record.file_name}
        description={
          <>
            <Badge tone={record.dry_run ? 'info' : 'neutral'}>
              {record.dry_run ? 'Dry run' : 'Import'}
            </Badge>{' '}
            {formatBytes(record.file_size)}, by {record.by},{' '}
            <LabTime time={record.created_at} timeZone={ctx.lab.timeZone} />
          </>
        }
        crumbs={[{ label: 'Imports', href: `/${ctx.lab.slug}/imports` }]}
      />
      <ImportView
        key={record.id}
        labSlug={ctx.lab.slug}
        initial={record}
        states={states.map(({ key, label }) => ({ value: key, label }))}
        rights={{
          createMissing: actorMay(ctx.actor, 'import.create_missing'),
          overwrite: actorMay(ctx.actor, 'import.overwrite'),
        }}
      />
    </div>
  );
}
