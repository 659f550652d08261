import type { Metadata } from 'next';
import { inboxHref } from '@/components/instruments/addresses';
import { ChooseDevice } from '@/components/instruments/choose-device';
import { ConnectionTable } from '@/components/instruments/connection-table';
import { rateText } from '@/components/instruments/rate-bars';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { LinkButton } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { Stat, StatRow } from '@/components/ui/stat';
import { pageCtx } from '@/lib/entry/page';
import {
  CONNECTION_VIEWS,
  isInView,
  recentMessages,
  type ConnectionView,
} from '@/lib/instruments/connections/connection-views';
import {
  listConnections,
  MINUTES,
  type Connection,
} from '@/lib/instruments/connections/list-connections';
import { actorMay } from '@/lib/platform/access/permissions';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';

export const metadata: Metadata = { title: 'Connections' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const VIEW_LABELS: Record<ConnectionView, string> = {
  all: 'All',
  sending: 'Sending',
  silent: 'Silent',
  trouble: 'With failures',
  none: 'Not connected',
};

function matching(connections: readonly Connection[], q: string | undefined): Connection[] {
  const wanted = q?.toLowerCase() ?? '';
  return connections.filter(({ device, type }) =>
    `${device} ${type}`.toLowerCase().includes(wanted),
  );
}

export default async function ConnectionsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'platform.read');
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/connections`;
  const address = readPageAddress(['q', 'show'], await searchParams);
  const [q] = address.q;
  const view = CONNECTION_VIEWS.find((one) => one === address.show[0]) ?? 'all';
  const connections = await listConnections(ctx);
  const found = matching(connections, q);
  const shown = found.filter((connection) => isInView(connection, view));
  const everSent = connections.some(({ lastMessageAt }) => lastMessageAt !== null);
  const mayAdd = actorMay(ctx.actor, 'platform.write');
  const names = connections.map(({ device }) => device);
  return (
    <div className="space-y-5">
      <Follow kinds={['device']} />
      <PageHeader
        title="Connections"
        description="How instruments report: when each was heard last, how much it says, and what could not be applied."
        actions={everSent ? <ChooseDevice labSlug={slug} devices={names} /> : undefined}
      />
      {connections.length === 0 ? (
        <Card flush>
          <EmptyState
            title="No devices yet"
            actions={
              mayAdd ? (
                <LinkButton href={`/${slug}/admin/devices`}>Add a device</LinkButton>
              ) : undefined
            }
          >
            An instrument is connected to one of the lab’s devices.
          </EmptyState>
        </Card>
      ) : (
        <>
          {everSent ? (
            <Figures connections={connections} labSlug={slug} />
          ) : (
            <Card flush>
              <EmptyState
                title="Nothing has reported yet"
                actions={<ChooseDevice labSlug={slug} devices={names} />}
              >
                What instruments send appears here with its rate and its failures.
              </EmptyState>
            </Card>
          )}
          <div className="space-y-3">
            <FilterBar
              hidden={view === 'all' ? {} : { show: view }}
              lead={
                <Field label="Instrument" name="q">
                  <SearchInput
                    key={q ?? ''}
                    label="Part of a name or type"
                    placeholder="Part of a name or type"
                    defaultValue={q}
                  />
                </Field>
              }
              active={filterChips(path, address, ['q'], () => ({
                label: 'Instrument',
                value: (text) => text,
              }))}
              resetHref={path}
            />
            <LinkTabs
              label="Which instruments"
              tabs={CONNECTION_VIEWS.map((one) => ({
                href: pageHref(path, address, { show: one === 'all' ? null : one }),
                label: VIEW_LABELS[one],
                current: one === view,
                count: found.filter((connection) => isInView(connection, one)).length,
              }))}
            />
          </div>
          <Card flush>
            {shown.length === 0 ? (
              <EmptyState title="None of the instruments">
                {view === 'all'
                  ? 'No instrument has this in its name or type.'
                  : `No instrument stands under “${VIEW_LABELS[view]}” just now.`}
              </EmptyState>
            ) : (
              <ConnectionTable
                connections={shown}
                labSlug={slug}
                timeZone={timeZone}
                now={ctx.now.toISOString()}
              />
            )}
          </Card>
        </>
      )}
    </div>
  );
}

/** What all instruments together say. */
function Figures({
  connections,
  labSlug,
}: {
  connections: readonly Connection[];
  labSlug: string;
}) {
  const sum = (of: (connection: Connection) => number) =>
    connections.reduce((total, connection) => total + of(connection), 0);
  const minutes = Array.from({ length: MINUTES }, (_, at) => sum((one) => one.minutes[at] ?? 0));
  const sending = connections.filter((one) => recentMessages(one) > 0).length;
  const failed = sum((one) => one.failed);
  const pending = sum((one) => one.pending);
  return (
    <StatRow>
      <Stat
        label="Sending"
        value={sending.toLocaleString('en')}
        unit={`of ${connections.length.toLocaleString('en')}`}
        sub={`in the last ${MINUTES} minutes`}
      />
      <Stat
        label="Messages a minute"
        value={rateText(minutes)}
        sub={`over the last ${MINUTES} minutes`}
      />
      <Stat
        label="Failed in 24 h"
        value={failed.toLocaleString('en')}
        tone={failed > 0 ? 'danger' : 'neutral'}
        sub="quarantined"
        href={inboxHref(labSlug, { status: 'quarantined' })}
        hrefLabel="Quarantined messages"
      />
      <Stat
        label="Pending"
        value={pending.toLocaleString('en')}
        sub="about to be applied"
        href={inboxHref(labSlug, { status: 'accepted' })}
        hrefLabel="Pending messages"
      />
    </StatRow>
  );
}
