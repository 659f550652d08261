import type { Metadata } from 'next';
import { RejectionReasons } from '@/components/labs/rejection-reasons';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listRejectionReasons } from '@/lib/labs/rejection-reasons/list-rejection-reasons';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Rejection reasons' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function RejectionReasonsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'reasons.write');
  const { view, query } = await catalogueView(searchParams);
  const page = await listRejectionReasons(ctx, query);
  return (
    <RejectionReasons labSlug={ctx.lab.slug} page={page} view={view} actions={{ create, change }} />
  );
}
