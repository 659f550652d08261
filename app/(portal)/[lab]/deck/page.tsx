import type { Metadata } from 'next';
import '@/components/deck/deck.css';
import { DeckBoard } from '@/components/deck/deck-board';
import { NoPositions } from '@/components/deck/no-positions';
import { Follow } from '@/components/live/follow';
import { PageHeader } from '@/components/ui/page-header';
import { findOnDeck } from '@/lib/containers/deck/find-on-deck';
import { readDeck } from '@/lib/containers/deck/read-deck';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { correctPlaceAction, dismissAction, reconcileAction } from './actions';

export const metadata: Metadata = { title: 'Deck' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function DeckPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const [text] = valuesOf((await searchParams).find);
  const found = text === undefined ? null : await findOnDeck(ctx, text);
  const lookedFor = found?.hits.flatMap(({ place }) => place ?? []) ?? [];
  const deck = await readDeck(ctx, { lookedFor });
  const mayCorrect = actorMay(ctx.actor, 'places.correct');
  return (
    <div className="space-y-4">
      <Follow kinds={['container', 'device', 'experiment']} />
      <PageHeader title="Deck" description="What stands where on the platform, as it changes." />
      {deck.devices.length === 0 ? (
        <NoPositions
          addHref={actorMay(ctx.actor, 'platform.write') ? `/${slug}/admin/devices` : undefined}
          docsHref="/docs/python-client"
        />
      ) : (
        <DeckBoard
          labSlug={slug}
          timeZone={timeZone}
          deck={deck}
          found={found}
          actions={
            mayCorrect
              ? { correct: correctPlaceAction, reconcile: reconcileAction, dismiss: dismissAction }
              : null
          }
        />
      )}
    </div>
  );
}
