import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { OverviewTiles } from '@/components/metrics/overview-tiles';
import { labTimeText } from '@/components/ui/lab-time';
import { pageCtx } from '@/lib/entry/page';
import { overview, statesInWork } from '@/lib/metrics/overview/overview';
import type { OverviewTileName } from '@/lib/metrics/overview/overview-contract';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { readAddress } from '@/lib/worklist/worklist-address';
import { FrameHeader, readFrame } from '../worklist/list-frame';
import { tileHref } from './tile-links';

export const metadata: Metadata = { title: 'Overview' };

/** What is counted over the day so far; the rest is as it stands now. */
const OVER_THE_DAY: ReadonlySet<OverviewTileName> = new Set([
  'received',
  'released',
  'urgent',
  'error_rate',
  'rejection_rate',
]);

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function OverviewPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const { bench: asked } = await searchParams;
  const frame = await readFrame(ctx, `/${slug}/overview`, readAddress({ bench: asked }));
  const { which: bench } = frame;
  const [answer, rules] = await Promise.all([overview(ctx, { bench }), readLabRules(ctx)]);
  const { tiles, today, compared_with: before, departments } = answer;
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone }).format(
    new Date(before.to),
  );
  const inWork = statesInWork(rules);
  const shown = {
    weekday,
    hrefOf: (name: OverviewTileName) => tileHref(slug, name, { bench, inWork }, answer),
  };
  const clock = (at: string) => labTimeText(at, timeZone, 'clock');
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen', 'device']} />
      <FrameHeader labSlug={slug} frame={frame} title="Overview">
        Today up to {clock(today.to)}, beside {weekday} {labTimeText(before.to, timeZone, 'day')} up
        to {clock(before.to)}
        {departments ? `; ${departments.join(', ')}` : ''}.
      </FrameHeader>
      <OverviewTiles
        label="Now"
        tiles={tiles.filter(({ name }) => !OVER_THE_DAY.has(name))}
        {...shown}
      />
      <OverviewTiles
        label="So far today"
        tiles={tiles.filter(({ name }) => OVER_THE_DAY.has(name))}
        {...shown}
      />
    </div>
  );
}
