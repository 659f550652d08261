import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ImportView } from '@/components/imports/import-view';
import { Follow } from '@/components/live/follow';
import { formatBytes } from '@/components/ui/file-size';
import { LabTime } from '@/components/ui/lab-time';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { readImport } from '@/lib/imports/read-import';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { readLabRules } from '@/lib/specimens/lab-rules';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage({
  params,
}: {
  params: Promise<{ lab: string; id: string }>;
}) {
  const { lab, id } = await params;
  const ctx = await pageCtx(lab);
  const answer = await readImport(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const { states } = await readLabRules(ctx);
  return (
    <div className="space-y-5">
      <Follow kinds={['import']} entity={answer.id} />
      <PageHeader
        title={answer.file_name}
        description={
          <>
            {answer.dry_run ? 'Dry run' : 'Import'} of {formatBytes(answer.file_size)}, sent by{' '}
            {answer.by} on <LabTime time={answer.created_at} timeZone={ctx.lab.timeZone} />
          </>
        }
        crumbs={[{ label: 'Imports', href: `/${ctx.lab.slug}/imports` }]}
      />
      <ImportView
        key={answer.id}
        initial={answer}
        labSlug={ctx.lab.slug}
        timeZone={ctx.lab.timeZone}
        states={states.map(({ key, label }) => ({ key, label }))}
        may={{
          import: actorMay(ctx.actor, 'import'),
          create: actorMay(ctx.actor, 'import.create_missing'),
          overwrite: actorMay(ctx.actor, 'import.overwrite'),
        }}
      />
    </div>
  );
}
