import type { Metadata } from 'next';
import { Devices } from '@/components/labs/devices';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listDevices } from '@/lib/devices/list-devices';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Devices' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function DevicesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.write');
  const { view, query } = await catalogueView(searchParams);
  const page = await listDevices(ctx, query);
  return <Devices labSlug={ctx.lab.slug} page={page} view={view} actions={{ create, change }} />;
}
