import type { Metadata } from 'next';
import { Assays } from '@/components/labs/assays';
import { catalogueView, type SearchParams } from '@/components/labs/catalogue-view';
import { pageCtx } from '@/lib/entry/page';
import { listAnalytes } from '@/lib/labs/analytes/list-analytes';
import { listAssays } from '@/lib/labs/assays/list-assays';
import { listDepartments } from '@/lib/labs/departments/list-departments';
import { autoverification } from '@/lib/metrics/autoverification/autoverification';
import { lastDays } from '@/lib/metrics/window';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { change, create } from './actions';

export const metadata: Metadata = { title: 'Assays' };

type Props = { params: Promise<{ lab: string }>; searchParams: SearchParams };

/** Choices of the form; a lab with more than these finds the rest through the interface. */
const OFFERED = namedListQueryOf({ active: 'true', limit: 500 });

export default async function AssaysPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'assays.write');
  const { view, query } = await catalogueView(searchParams);
  const [page, departments, analytes, share] = await Promise.all([
    listAssays(ctx, query),
    listDepartments(ctx, OFFERED),
    listAnalytes(ctx, OFFERED),
    autoverification(ctx, lastDays(30, ctx.now)),
  ]);
  return (
    <Assays
      labSlug={ctx.lab.slug}
      page={page}
      view={view}
      actions={{ create, change }}
      departments={departments.data.map(({ name }) => name)}
      analytes={analytes.data.map(({ code, name }) => ({ code, name }))}
      shares={Object.fromEntries(share.by_assay.map((row) => [row.assay, row]))}
    />
  );
}
