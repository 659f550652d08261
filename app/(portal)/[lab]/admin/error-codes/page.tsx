import type { Metadata } from 'next';
import { ErrorCodes } from '@/components/labs/error-codes';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listErrorCodes } from '@/lib/labs/error-codes/list-error-codes';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Error codes' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function ErrorCodesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'reasons.write');
  const { view, query } = await catalogueView(searchParams);
  const page = await listErrorCodes(ctx, query);
  return <ErrorCodes labSlug={ctx.lab.slug} page={page} view={view} actions={{ create, change }} />;
}
