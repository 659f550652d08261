import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { containerHref } from '@/components/containers/addresses';
import { findOnDeck } from '@/lib/containers/deck/find-on-deck';
import { pageCtx } from '@/lib/entry/page';

type Props = { params: Promise<{ lab: string }> };

/** A scan: the container of exactly that barcode, also one that was removed, else those with that specimen, else the list that begins so. */
export async function GET(request: NextRequest, { params }: Props): Promise<never> {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { text, hits, removed } = await findOnDeck(
    ctx,
    request.nextUrl.searchParams.get('q') ?? '',
  );
  const { slug } = ctx.lab;
  const own = hits.find(({ by }) => by === 'barcode') ?? removed;
  if (own) redirect(containerHref(slug, own.id));
  const by = hits.some((hit) => hit.by === 'specimen') ? 'specimen' : 'q';
  redirect(`/${slug}/containers?${by}=${encodeURIComponent(text)}`);
}
