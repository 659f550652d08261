import type { Metadata } from 'next';
import { Departments } from '@/components/labs/departments';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listDepartments } from '@/lib/labs/departments/list-departments';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Departments' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

export default async function DepartmentsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'lab.write');
  const { view, query } = await catalogueView(searchParams);
  const page = await listDepartments(ctx, query);
  return (
    <Departments labSlug={ctx.lab.slug} page={page} view={view} actions={{ create, change }} />
  );
}
