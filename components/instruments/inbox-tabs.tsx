import { LinkTabs } from '@/components/ui/link-tabs';
import type { MESSAGE_STATES } from '@/lib/instruments/inbox/contract';
import type { MessageCounts } from '@/lib/instruments/inbox/count-messages';
import { inboxHref, type InboxAddress } from '@/lib/instruments/inbox/inbox-address';
import { STATUS_WORDS } from './message-words';

/** The order people look in: what wants somebody first. */
const ORDER = [
  'quarantined',
  'accepted',
  'applied',
  'ignored',
] as const satisfies readonly (typeof MESSAGE_STATES)[number][];

/** A number of messages; a plus where more are there than were counted. */
export function messageCountText(
  counts: MessageCounts,
  status: (typeof MESSAGE_STATES)[number],
): string {
  const isAtLeast = counts.more && (status === 'applied' || status === 'ignored');
  return `${counts[status].toLocaleString('en')}${isAtLeast ? '+' : ''}`;
}

/** The statuses of the inbox with how many of each the other filters find. */
export function InboxTabs({
  path,
  address,
  counts,
}: {
  path: string;
  address: InboxAddress;
  counts: MessageCounts | null;
}) {
  const [present] = address.status;
  const all = { href: inboxHref(path, address, { status: null }), label: 'All' };
  return (
    <LinkTabs
      label="Status"
      tabs={[
        { ...all, current: present === undefined },
        ...ORDER.map((status) => ({
          href: inboxHref(path, address, { status }),
          current: present === status,
          label: (
            <>
              {STATUS_WORDS[status].label}
              {counts === null ? null : (
                <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">
                  {messageCountText(counts, status)}
                </span>
              )}
            </>
          ),
        })),
      ]}
    />
  );
}
