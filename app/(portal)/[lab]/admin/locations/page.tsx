import type { Metadata } from 'next';
import { Locations } from '@/components/labs/locations';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listLocations } from '@/lib/labs/locations/list-locations';
import { readLabProfile } from '@/lib/labs/profile/read-lab-profile';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Locations' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function LocationsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'lab.write');
  const { view, query } = await catalogueView(searchParams);
  const [page, profile] = await Promise.all([listLocations(ctx, query), readLabProfile(ctx)]);
  return (
    <Locations
      labSlug={ctx.lab.slug}
      page={page}
      view={view}
      actions={{ create, change }}
      labMinutes={profile.missing_after_minutes}
    />
  );
}
