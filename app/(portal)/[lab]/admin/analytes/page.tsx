import type { Metadata } from 'next';
import { Analytes } from '@/components/labs/analytes';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listAnalytes } from '@/lib/labs/analytes/list-analytes';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Analytes' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function AnalytesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'assays.write');
  const { view, query } = await catalogueView(searchParams);
  const page = await listAnalytes(ctx, query);
  return <Analytes labSlug={ctx.lab.slug} page={page} view={view} actions={{ create, change }} />;
}
