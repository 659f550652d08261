import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { specimenHref } from '@/components/specimens/addresses';
import { pageCtx } from '@/lib/entry/page';
import { hasSpecimen } from '@/lib/specimens/has-specimen';

type Props = { params: Promise<{ lab: string }> };

/** A scan into the search box: the specimen of exactly that number, else the list that begins so. */
export async function GET(request: NextRequest, { params }: Props): Promise<never> {
  const ctx = await pageCtx((await params).lab);
  const number = (request.nextUrl.searchParams.get('q') ?? '').trim();
  if (await hasSpecimen(ctx, number)) redirect(specimenHref(ctx.lab.slug, number));
  redirect(`/${ctx.lab.slug}/specimens?q=${encodeURIComponent(number)}`);
}
