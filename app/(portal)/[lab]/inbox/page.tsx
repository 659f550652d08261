import type { Metadata } from 'next';
import { InboxFilters } from '@/components/instruments/inbox-filters';
import { InboxTabs, messageCountText } from '@/components/instruments/inbox-tabs';
import { isReplayable, MessageList } from '@/components/instruments/message-list';
import { ReplayAll } from '@/components/instruments/replay-all';
import { ReplaySelection } from '@/components/instruments/replay-selection';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { listDevices } from '@/lib/devices/list-devices';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { countMessages } from '@/lib/instruments/inbox/count-messages';
import {
  INBOX_FILTERS,
  inboxHref,
  inboxQueryOf,
  readInboxAddress,
} from '@/lib/instruments/inbox/inbox-address';
import { listMessages } from '@/lib/instruments/inbox/list-messages';
import { actorMay } from '@/lib/platform/access/permissions';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { replayMessagesAction } from './actions';

export const metadata: Metadata = { title: 'Inbox' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const PAGE_ROWS = 50;

export default async function InboxPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/inbox`;
  const address = readInboxAddress(await searchParams);
  const [answer, { data: devices }] = await Promise.all([
    found(async () => {
      const query = inboxQueryOf(address, timeZone, PAGE_ROWS);
      const { limit: _limit, cursor: _cursor, status, ...rest } = query;
      const [list, counts] = await Promise.all([
        listMessages(ctx, query),
        countMessages(ctx, rest),
      ]);
      return { ...list, counts, status, filters: rest };
    }),
    listDevices(ctx, namedListQueryOf({ limit: 500 })),
  ]);
  const messages = answer.ok ? answer.data.data : [];
  const nextCursor = answer.ok ? answer.data.next_cursor : null;
  const [cursor] = address.cursor;
  const mayReplay = actorMay(ctx.actor, 'replay');
  const ids = messages.filter(isReplayable).map(({ id }) => id);
  const status = answer.ok ? answer.data.status : undefined;
  const settled = status === 'quarantined' || status === 'ignored' ? status : null;
  const filtered = INBOX_FILTERS.some((name) => address[name].length > 0);
  const list = (
    <ListBody
      outcome={answer.ok ? { ok: true, rows: messages } : answer}
      filtered={filtered}
      resetHref={path}
      none={
        <EmptyState
          title="Nothing has come yet"
          actions={
            actorMay(ctx.actor, 'platform.read') ? (
              <LinkButton href={`/${slug}/connections`}>Connect an instrument</LinkButton>
            ) : undefined
          }
        >
          What instruments and the LIS send to this lab stands here, whatever became of it.
        </EmptyState>
      }
      summary={
        nextCursor || cursor
          ? `${messages.length} on this page`
          : `${messages.length} message${messages.length === 1 ? '' : 's'}`
      }
      previousHref={cursor === undefined ? null : inboxHref(path, address)}
      nextHref={nextCursor === null ? null : inboxHref(path, address, { cursor: nextCursor })}
    >
      <MessageList
        messages={messages}
        labSlug={slug}
        timeZone={timeZone}
        now={ctx.now}
        selectable={mayReplay && ids.length > 0}
      />
    </ListBody>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['device']} />
      <PageHeader
        title="Inbox"
        description={
          mayReplay
            ? 'What instruments and the LIS sent, the latest first, and what became of it.'
            : 'What instruments and the LIS sent, the latest first. Replaying takes a supervisor.'
        }
        actions={
          mayReplay && answer.ok && settled !== null && answer.data.counts[settled] > 0 ? (
            <ReplayAll
              labSlug={slug}
              count={answer.data.counts[settled]}
              countText={messageCountText(answer.data.counts, settled)}
              filters={textsOf({ ...answer.data.filters, status: settled })}
              replay={replayMessagesAction}
            />
          ) : null
        }
      />
      <InboxTabs path={path} address={address} counts={answer.ok ? answer.data.counts : null} />
      <InboxFilters path={path} address={address} devices={devices.map(({ name }) => name)} />
      {mayReplay ? (
        <ReplaySelection labSlug={slug} ids={ids} replay={replayMessagesAction}>
          {list}
        </ReplaySelection>
      ) : (
        list
      )}
    </div>
  );
}

/** A query's filters as the replay takes them: times as text, nothing for what is left open. */
function textsOf(filters: Record<string, string | Date | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : value]],
    ),
  );
}
