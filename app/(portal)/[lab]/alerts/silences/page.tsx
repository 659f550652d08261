import type { Metadata } from 'next';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { silencesHref } from '@/components/alerts/addresses';
import { SilenceByFields } from '@/components/alerts/silence-by-fields';
import { SilenceList, type SilenceLook } from '@/components/alerts/silence-list';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ServerClock } from '@/components/worklist/server-clock';
import { listRuleNames } from '@/lib/alerts/rules/rule-names';
import { SilencesQuery } from '@/lib/alerts/silences/contract';
import { listSilences } from '@/lib/alerts/silences/list-silences';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import {
  changeSilenceAction,
  createSilenceAction,
  endSilenceAction,
  silenceReachAction,
} from './actions';

export const metadata: Metadata = { title: 'Silences' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

/** Standing ones are few; they are all shown. */
const STANDING_AT_MOST = '500';
const PAGE_ROWS = '20';

export default async function SilencesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const [cursor] = readPageAddress(['cursor'], await searchParams).cursor;
  const may = actorMay(ctx.actor, 'silence');
  const [standing, over, options, rules] = await Promise.all([
    listSilences(ctx, SilencesQuery.parse({ limit: STANDING_AT_MOST })),
    found(() =>
      listSilences(ctx, parseInput(SilencesQuery, { state: 'over', limit: PAGE_ROWS, cursor })),
    ),
    filterOptions(ctx),
    listRuleNames(ctx),
  ]);
  const look: SilenceLook = {
    labSlug: slug,
    timeZone,
    act: may ? { change: changeSilenceAction, end: endSilenceAction } : null,
  };
  return (
    <ServerClock drawn={ctx.now.toISOString()}>
      <div className="space-y-5">
        <Follow kinds={['alert']} />
        <PageHeader
          title="Silences"
          description="Alerts that match stay in the list, and no channel is told of them until the silence ends."
          actions={
            may ? (
              <SilenceByFields
                labSlug={slug}
                timeZone={timeZone}
                options={options}
                rules={rules.filter(({ removed }) => !removed)}
                create={createSilenceAction}
                reach={silenceReachAction}
              />
            ) : null
          }
        />
        <AlertTabs labSlug={slug} current="silences" counts={{ silences: standing.data.length }} />
        <Card flush title="In force and planned">
          {standing.data.length === 0 ? (
            <EmptyState title="Nothing is silenced">
              {may
                ? 'Silence what is known and being seen to: from here, or from an alert’s own page.'
                : 'A supervisor can silence what is known and being seen to.'}
            </EmptyState>
          ) : (
            <SilenceList label="Silences in force and planned" silences={standing.data} {...look} />
          )}
        </Card>
        {!over.ok ? (
          <ProblemNotice title="Those that are over cannot be shown" detail={over.message} />
        ) : over.data.data.length === 0 && cursor === undefined ? null : (
          <Card flush title="Over">
            <SilenceList label="Silences that are over" silences={over.data.data} {...look} />
            {over.data.next_cursor || cursor ? (
              <Pagination
                className="border-t"
                previousHref={cursor ? silencesHref(slug) : undefined}
                nextHref={
                  over.data.next_cursor && silencesHref(slug, { cursor: over.data.next_cursor })
                }
              />
            ) : null}
          </Card>
        )}
      </div>
    </ServerClock>
  );
}
