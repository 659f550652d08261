import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import '@/components/specimens/label-sheet.css';
import { specimenHref } from '@/components/specimens/addresses';
import { PrintLabelButton } from '@/components/specimens/print-label-button';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';
import { readLabel } from '@/lib/specimens/labels/read-label';
import { printLabelAction } from '../actions';

export const metadata: Metadata = { title: 'Label' };

type Props = { params: Promise<{ lab: string; specimen: string }> };

async function load({ params }: Props) {
  const { lab, specimen } = await params;
  const ctx = await pageCtx(lab, 'specimens.write');
  try {
    const number = decodeURIComponent(specimen);
    return { ctx, number, label: await readLabel(ctx, number) };
  } catch (error) {
    if (error instanceof URIError) notFound();
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function LabelPage(props: Props) {
  const { ctx, number, label } = await load(props);
  const { slug } = ctx.lab;
  return (
    <div className="mx-auto max-w-xl space-y-5">
      <PageHeader
        crumbs={[
          { label: 'Specimens', href: `/${slug}/specimens` },
          { label: number, href: specimenHref(slug, number) },
        ]}
        title="Label"
        description="50 × 25 mm, the number as Code 128. Take the old label off: two tubes with one number are how results are mixed up."
      />
      {label.scannable ? null : (
        <Alert tone="warning" title="Scanners may not read this label">
          {number} is too long for bars of a readable width on 50 mm.
        </Alert>
      )}
      <Card>
        <div className="grid justify-items-start gap-5">
          <div
            className="label-sheet max-w-full overflow-hidden rounded-md border border-line-strong bg-[#fff] [&>svg]:h-auto [&>svg]:w-[100mm] [&>svg]:max-w-full"
            // Made by labelSvg, which escapes every text it is given.
            dangerouslySetInnerHTML={{ __html: label.svg }}
          />
          <PrintLabelButton labSlug={slug} number={number} record={printLabelAction} />
        </div>
      </Card>
    </div>
  );
}
